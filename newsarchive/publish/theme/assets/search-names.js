/* The table of names: from words as typed to entities, whatever the case, script or spelling. */

import { distance } from "./search-fold.js";

const PERSON = "people/";
const PREFIX = 3; // letters before the beginning of a name is taken for it
const NEAREST = 3; // names that are offered
const WHOLE = "w"; // as publish/search/names.py says by what a form is found
const LOOSE = "l";
export const SAME = 1; // sure: the word as it stands
const CASE = 0.6; // without its ending, it is the name
const STEM = 0.5; // without its ending, it is the name without its own

export class Names {
  constructor(index) {
    this.index = index;
    this.shards = index.manifest.names;
  }

  /* The names that stand in `tokens`, best first: {from, to, entities, whole}. `whole`: all the
     words of the name are there, or the surname of a person. `entities`: id -> how surely, 0..1. */
  async inside(tokens) {
    const keys = tokens.map((token) => this.index.folding.keys(token));
    const spans = await Promise.all(tokens.map((_, at) => this.endingAt(keys, at)));
    return spans
      .flat()
      .sort((a, b) => Number(b.whole) - Number(a.whole) || b.to - b.from - (a.to - a.from));
  }

  async endingAt(keys, at) {
    const spans = new Map();
    for (const [{ entity, before }, sure] of await this.forms(keys[at])) {
      const words = before ? before.split(" ").map((word) => word.split("/")) : [];
      const span = placed(words, keys, at) ?? [at, at];
      const whole = span[1] - span[0] === words.length || entity.startsWith(PERSON);
      const name = `${span} ${whole}`;
      if (!spans.has(name)) {
        spans.set(name, { from: span[0], to: span[1], whole, entities: new Map() });
      }
      const { entities } = spans.get(name);
      entities.set(entity, Math.max(sure, entities.get(entity) ?? 0));
    }
    return [...spans.values()];
  }

  /* Forms with a last word of these keys, and how sure that is: [[form, 0..1]]. */
  async forms([whole, stem]) {
    const [ofWhole, ofStem] = await Promise.all([this.shard(whole[0]), this.shard(stem[0])]);
    const same = ofWhole[whole] ?? [];
    const found = same.filter(({ by }) => by === WHOLE).map((form) => [form, SAME]);
    const loose = same.filter(({ by }) => by === LOOSE).map((form) => [form, CASE]);
    if (stem === whole) return found.concat(loose);
    const inflected = (ofStem[stem] ?? []).map((form) => [form, form.by === WHOLE ? CASE : STEM]);
    return found.concat(loose, inflected);
  }

  /* Entities whose name has a last word that begins with `token`, while it is being typed. */
  async beginning(token) {
    const key = this.index.folding.key(token);
    if (key.length < PREFIX) return new Set();
    const shard = await this.shard(key[0]);
    const found = Object.keys(shard).filter((name) => name.startsWith(key));
    return new Set(found.flatMap((name) => shard[name].map(({ entity }) => entity)));
  }

  /* Entities with a name `most` edits away from `token`, the nearest only. */
  async near(token, most, everywhere) {
    const keys = this.index.folding.keys(token);
    const letters = everywhere ? Object.keys(this.shards) : keys.map((key) => key[0]);
    const shards = new Set(await Promise.all(letters.map((letter) => this.shard(letter))));
    let best = most;
    let found = new Map();
    for (const shard of shards) {
      for (const [name, forms] of Object.entries(shard)) {
        const away = Math.min(...keys.map((key) => distance(key, name, best)));
        if (away > best || away >= name.length - 2) continue;
        if (away < best) found = new Map();
        best = away;
        for (const { entity } of forms) found.set(entity, away);
      }
    }
    return new Set(found.keys());
  }

  /* Names to offer where nothing was found, as [{entity, name}]. */
  async nearest(tokens, lang) {
    const found = new Set();
    for (const token of tokens) {
      for (const most of [1, 2, 3]) {
        const near = await this.near(token, Math.min(most, Math.floor(token.length / 2)), true);
        near.forEach((entity) => found.add(entity));
        if (near.size) break;
      }
    }
    const lines = await Promise.all([...found].map((entity) => this.entity(entity, lang)));
    return lines.sort((a, b) => b.rows.length - a.rows.length).slice(0, NEAREST);
  }

  /* {id, name, names, rows, counts}: rows ascending, counts of mentions 1 to 9 beside them. */
  async entity(id, lang) {
    const files = this.index.manifest.entities;
    const line = (await this.index.data(files[bucket(id, files.length)]))[id];
    let row = 0;
    const rows = line.rows.map((step) => (row += step));
    const names = line.names;
    const name = names[lang] ?? names.en ?? Object.values(names)[0];
    return { id, name, names, rows, counts: Array.from(line.counts, Number) };
  }

  shard(letter) {
    const name = this.shards[letter];
    return name ? this.index.data(name) : Promise.resolve({});
  }
}

/* Where `words` stand just before `at`, or, as Russian may put a surname first, just after. */
function placed(words, keys, at) {
  const n = words.length;
  const stand = (from) => words.every((word, i) => keys[from + i]?.some((key) => word.includes(key)));
  if (at >= n && stand(at - n)) return [at - n, at];
  if (n && stand(at + 1)) return [at, at + n];
  return null;
}

/* As publish/search/names.bucket() sums up. */
function bucket(id, number) {
  let total = 0;
  for (const byte of new TextEncoder().encode(id)) total = (total * 31 + byte) % 65521;
  return total % number;
}
