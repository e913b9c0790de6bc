/* Where an article answers a query: the words around the most telling place, hits apart. Text comes
   and goes as plain strings; it never becomes markup. */

const AROUND = 32; // words of an excerpt; a multiple of 8
const MARKS = 6; // different words that are marked on the page

/* {title, lang, pieces: [{text, hit}], marks: [text]} */
export function excerpt(row, found, folding, lang) {
  const wanted = matchers(row, found, folding);
  const texts = row.texts.map(([language, title, paragraphs]) => ({
    language,
    title: pieceOf(title, wanted, folding),
    paragraphs: paragraphs.map((one) => pieceOf(one, wanted, folding)),
  }));
  const best = texts.map((text) => windowOf(text, AROUND)).sort(byWorth(lang))[0];
  const shown = texts.find((text) => text.language === lang && text.title.text) ?? texts[0];
  return {
    title: cut(shown.title, 0, shown.title.tokens.length),
    titleLang: shown.language,
    lang: best.language,
    pieces: joined(excerpts(best, texts).map(({ piece, from, to }) => cut(piece, from, to))),
    marks: marksOf(texts),
  };
}

/* The best stretch; where it lacks a word that stands elsewhere in the same text, two short ones. */
function excerpts(best, texts) {
  const text = texts.find((one) => one.paragraphs.includes(best.piece));
  if (!text) return [best];
  const other = windowOf(text, AROUND / 2, best.units);
  if (!other.worth) return [best];
  const first = windowOf(text, AROUND / 2);
  const order = (one) => text.paragraphs.indexOf(one.piece) * 10000 + one.from;
  return [first, other].sort((a, b) => order(a) - order(b));
}

/* Stretches as one, with dots between them and no dots twice. */
function joined([first, second]) {
  if (!second) return first;
  const ends = first.at(-1).text.endsWith("…");
  const rest = second[0].text === "… " ? second.slice(1) : second;
  return [...first, { text: ends ? " " : " … ", hit: false }, ...rest];
}

/* Functions (tokens, n) -> how many tokens from n on are a hit, one for each way of being one. */
function matchers(row, found, folding) {
  const forms = found.units.flatMap((unit, number) =>
    [...unit.entities.keys()].flatMap((id) => formsOf(row, unit, id, folding).map((form) => ({ form, number }))),
  );
  const words = found.units.map((unit) =>
    unit.tokens.concat(unit.corrected?.word ?? []).map((token) => [token, folding.stem(token)]),
  );
  const named = ({ form, number }) => (tokens, n) => {
    if (!form.every((keys, i) => tokens[n + i]?.keys.some((key) => keys.includes(key)))) return null;
    const isAsTyped = tokens.slice(n, n + form.length).some((one) => likeness(one.token, words[number]));
    return { length: form.length, unit: number, worth: isAsTyped ? 1.5 : 1 };
  };
  const worded = (typed, number) => (tokens, n) => {
    const worth = likeness(tokens[n].token, typed);
    return worth ? { length: 1, unit: number, worth } : null;
  };
  const phrased = (phrase, number) => (tokens, n) =>
    phrase.every((token, i) => tokens[n + i]?.token === token)
      ? { length: phrase.length, unit: 100 + number, worth: 1.5 }
      : null;
  return [
    ...found.query.phrases.map(phrased),
    ...forms.sort((a, b) => b.form.length - a.form.length).map(named),
    ...words.map(worded),
  ];
}

/* How much a word of a text is one of those typed, 0 if not: the very word, its beginning, its stem. */
function likeness(token, typed) {
  let most = 0;
  for (const [whole, stem] of typed) {
    if (token === whole) return 1.5;
    if (whole.length > 2 && token.startsWith(whole)) most = Math.max(most, 1);
    else if (stem.length > 2 && token.startsWith(stem)) most = Math.max(most, 0.8);
  }
  return most;
}

/* How this article and the authority write an entity's name, as keys of words. */
function formsOf(row, unit, id, folding) {
  const names = unit.lines?.find((line) => line.id === id)?.names ?? {};
  const written = [...(row.named[id] ?? []), ...Object.values(names)];
  const forms = written.map((form) => folding.tokens(form).map(({ token }) => folding.keys(token)));
  if (id.startsWith("people/")) forms.push(...forms.filter((f) => f.length > 1).map((f) => f.slice(-1)));
  return forms.filter((form) => form.length);
}

function pieceOf(text, wanted, folding) {
  const tokens = folding.tokens(text).map((one) => ({ ...one, keys: folding.keys(one.token) }));
  const hits = [];
  for (let n = 0; n < tokens.length; n++) {
    const hit = wanted.reduce((known, match) => known ?? match(tokens, n), null);
    if (!hit) continue;
    hits.push({ ...hit, at: n });
    n += hit.length - 1;
  }
  return { text, tokens, hits };
}

/* The stretch of one text that holds most: different units first, then hits; units already
   `shown` count nothing. */
function windowOf(text, around, shown = new Set()) {
  const piece = text.paragraphs[0] ?? text.title;
  let best = { language: text.language, piece, from: 0, worth: 0, units: new Set() };
  text.paragraphs.forEach((piece) => {
    for (const { at } of piece.hits) {
      const from = Math.max(0, Math.min(at - around / 4, piece.tokens.length - around));
      const inside = piece.hits.filter(
        (hit) => hit.at >= from && hit.at < from + around && !shown.has(hit.unit),
      );
      const units = new Map(inside.map((hit) => [hit.unit, hit.worth]));
      const worth = 3 * [...units.values()].reduce((sum, one) => sum + one, 0) + 0.2 * inside.length;
      if (worth > best.worth) {
        best = { language: text.language, piece, from, worth, units: new Set(units.keys()) };
      }
    }
  });
  return { ...best, to: Math.min(best.from + around, best.piece.tokens.length) };
}

function byWorth(lang) {
  const own = (one) => (one.language === lang ? 0.5 : 0);
  return (a, b) => b.worth + own(b) - (a.worth + own(a));
}

/* [{text, hit}] from token `from` to before token `to`, with dots where more stands. */
function cut(piece, from, to) {
  const { text, tokens, hits } = piece;
  if (!tokens.length) return [{ text, hit: false }];
  let at = from === 0 ? 0 : tokens[from].start;
  const end = to >= tokens.length ? text.length : tokens[to - 1].end;
  const pieces = from > 0 ? [{ text: "… ", hit: false }] : [];
  for (const hit of hits) {
    const last = tokens[Math.min(hit.at + hit.length, tokens.length) - 1];
    if (hit.at < from || last.end > end) continue;
    pieces.push({ text: text.slice(at, tokens[hit.at].start), hit: false });
    pieces.push({ text: text.slice(tokens[hit.at].start, last.end), hit: true });
    at = last.end;
  }
  pieces.push({ text: text.slice(at, end) + (end < text.length ? " …" : ""), hit: false });
  return pieces.filter((one) => one.text);
}

/* The words to mark on the article's page, as they are printed there, most frequent first. */
function marksOf(texts) {
  const times = new Map();
  for (const piece of texts.flatMap((text) => [text.title, ...text.paragraphs])) {
    for (const { at, length } of piece.hits) {
      const printed = piece.text.slice(piece.tokens[at].start, piece.tokens[at + length - 1].end);
      times.set(printed, (times.get(printed) ?? 0) + 1);
    }
  }
  return [...times].sort((a, b) => b[1] - a[1]).slice(0, MARKS).map(([printed]) => printed);
}
