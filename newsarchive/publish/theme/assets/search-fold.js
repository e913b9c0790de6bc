/* How two spellings of a word are found to be one. The browser's half of publish/search/fold.py:
   the same tokens and keys, from the same table, which comes with the index. */

const IDEOGRAPHS = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
const WORD = new RegExp(`[${IDEOGRAPHS}]|(?:(?![${IDEOGRAPHS}])[\\p{L}\\p{N}]|\\p{M})+`, "gu");
const MIN_STEM = 3;

export class Folding {
  constructor(table) {
    this.alike = new Map(Object.entries(table.alike));
    this.unlike = new Map([...this.alike].map(([latin, cyrillic]) => [cyrillic, latin]));
    this.letters = new Map(Object.entries(table.letters));
    this.rules = table.rules.map(([find, put]) => [new RegExp(find, "g"), put]);
    this.endings = table.endings;
    this.isEnding = new Set(["", ...table.endings]);
    this.nameEndings = table.name_endings;
    this.known = new Map();
  }

  /* The words of a text: {token, start, end}, the offsets into the text as given. */
  tokens(text) {
    const found = [];
    for (const match of text.matchAll(WORD)) {
      const token = this.token(match[0]);
      if (token) found.push({ token, start: match.index, end: match.index + match[0].length });
    }
    return found;
  }

  token(word) {
    const plain = word.normalize("NFKD").toLowerCase();
    return this.unify(plain.replace(/[^\p{L}\p{N}]/gu, ""));
  }

  /* A word of two scripts is read in the one that can spell all of it. */
  unify(word) {
    const cyrillic = word.match(/[\u0400-\u052f]/g);
    const latin = word.match(/[a-z]/g);
    if (!cyrillic || !latin) return word;
    const toCyrillic = latin.every((c) => this.alike.has(c));
    const toLatin = cyrillic.every((c) => this.unlike.has(c));
    if (!toCyrillic && !toLatin) return word;
    const first = toCyrillic && (!toLatin || cyrillic.length >= latin.length);
    const letters = first ? this.alike : this.unlike;
    return Array.from(word, (c) => letters.get(c) ?? c).join("");
  }

  /* Two Latin keys: of the whole token, and of it without a name's ending. */
  keys(token) {
    let keys = this.known.get(token);
    if (!keys) {
      keys = [this.key(token), this.key(without(token, this.nameEndings))];
      this.known.set(token, keys);
    }
    return keys;
  }

  key(token) {
    const plain = Array.from(token, (c) => this.letters.get(c) ?? c).join("");
    return this.rules.reduce((key, [find, put]) => key.replace(find, put), plain);
  }

  /* What the other forms of a word begin with, too. */
  stem(token) {
    return without(token, this.endings);
  }
}

function without(token, endings) {
  const ending = endings.find((e) => token.endsWith(e) && token.length - e.length >= MIN_STEM);
  return ending ? token.slice(0, -ending.length) : token;
}

/* Edits from one word to the other: letters put in, left out, changed or swapped with the next.
   Anything over `most` comes back as most + 1. */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    if (Math.min(...row) > most) return most + 1;
    [before, above] = [above, row];
  }
  return Math.min(above[b.length], most + 1);
}
