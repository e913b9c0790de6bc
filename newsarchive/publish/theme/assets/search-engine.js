/* The one door of search in the browser: words in, ranked articles out.

     const engine = await Engine.open(base, fetch(base + "index.bin"), lang);
     const found = await engine.search('алиев -сочи "free trade"');
     await engine.show(found.hits[0], found)   // title, excerpt with hits, address

   A query is a list of units: a word, or a name of several words. A unit's articles are those whose
   text has the word and those tagged with an entity so called; an article must have every unit. */

import { distance } from "./search-fold.js";
import { excerpt } from "./search-excerpt.js";
import { Index } from "./search-index.js";
import { Names, SAME } from "./search-names.js";
import { parse } from "./search-query.js";

const SHORT = 3; // letters below which a word is taken as it is
const TYPO = 4; // letters from which one may be wrong
const LONG = 8; // letters from which two may be
const K1 = 1.2;
const B = 0.75; // BM25, the usual constants
const TITLE = 3; // what a hit in the title counts more
const STEM = 0.5; // another form of the word
const BEGINNING = 0.3; // a longer word that begins with the one typed
const MANY = 60; // words that begin alike, before they are no longer asked for one by one
const NEAR = 0.3; // a name a letter away

export class Engine {
  static async open(base, manifest, lang) {
    const engine = new Engine();
    engine.lang = lang;
    engine.index = await Index.open(base, manifest);
    engine.words = engine.index.manifest.words;
    engine.names = new Names(engine.index);
    engine.index.ready().catch(() => {}); // begin now; who needs it hears of a failure
    return engine;
  }

  /* {hits: [{row, score}], entities, corrected, tokens, units, query}; hits best first. */
  async search(text) {
    const query = parse(text, this.index.folding);
    const units = await this.units(query.words);
    const found = await Promise.all([
      ...units.map((unit) => this.rowsOf(unit)),
      ...query.phrases.map((tokens) => this.rowsOfPhrase(tokens)),
    ]);
    const not = await Promise.all(query.not.map((tokens) => this.rowsWithout(tokens)));
    const hits = ranked(found, not);
    return {
      query,
      units,
      hits,
      entities: await this.lines(units),
      corrected: units.filter((unit) => unit.corrected),
      empty: !units.length && !query.phrases.length,
    };
  }

  /* What to offer instead of nothing. */
  async suggest(found) {
    return this.names.nearest(found.query.words.map((one) => one.token), this.lang);
  }

  /* An entity's name in the interface's language. */
  async name(id) {
    return (await this.names.entity(id, this.lang)).name;
  }

  async show(hit, found) {
    const row = await this.index.row(hit.row);
    return { ...row, ...excerpt(row, found, this.index.folding, this.lang) };
  }

  /* Words and names, from left to right; a name takes the words it is made of. */
  async units(words) {
    const tokens = words.map((one) => one.token);
    const taken = new Map(); // place of a word -> the name that took it
    for (const span of await this.names.inside(tokens)) {
      const places = tokens.map((_, n) => n).slice(span.from, span.to + 1);
      const known = taken.get(span.from);
      if (places.every((n) => !taken.has(n))) {
        const unit = { tokens: places.map((n) => tokens[n]), entities: new Map(), span };
        places.forEach((n) => taken.set(n, unit));
        add(unit.entities, span.entities);
      } else if (known?.span.from === span.from && known.span.to === span.to && known.span.whole === span.whole) {
        add(known.entities, span.entities);
      }
    }
    const units = tokens.map((token, n) => taken.get(n) ?? { tokens: [token], entities: new Map() });
    return [...new Set(units)];
  }

  /* Map of row -> score. */
  async rowsOf(unit) {
    const isName = [...unit.entities.values()].some((sure) => sure === SAME);
    let found;
    if (unit.tokens.length > 1) found = await this.rowsOfPhrase(unit.tokens);
    else {
      found = await this.rowsWithWord(unit.tokens[0], isName);
      if (!unit.entities.size) await this.guess(unit, found);
    }
    const ids = [...unit.entities.keys()];
    unit.lines = await Promise.all(ids.map((id) => this.names.entity(id, this.lang)));
    const named = unit.lines.map((line) => this.rowsNaming(line, unit.entities.get(line.id)));
    found = either([found, ...named]);
    if (!found.size && unit.corrected?.word) found = await this.rowsWithWord(unit.corrected.word);
    return found;
  }

  /* A word that is no name as it stands: the beginning of one, or one with a letter wrong. */
  async guess(unit, text) {
    const [token] = unit.tokens;
    const beginning = await this.names.beginning(token);
    beginning.forEach((entity) => unit.entities.set(entity, BEGINNING));
    if (beginning.size || token.length < TYPO || text.exact) return;
    let near = await this.names.near(token, 1, false);
    if (!near.size && !text.size) near = await this.names.near(token, 1, true);
    if (!near.size && !text.size && token.length >= LONG) near = await this.names.near(token, 2, true);
    near.forEach((entity) => unit.entities.set(entity, NEAR));
    if (near.size) unit.corrected = { from: token };
    else if (!text.size) await this.guessWord(unit, token);
  }

  /* A word of the dictionary near the one typed, among those that begin alike. */
  async guessWord(unit, token) {
    const words = await this.index.vocabulary(token, token);
    const near = words.find((word) => distance(word, token, 1) === 1);
    if (near) unit.corrected = { from: token, word: near };
  }

  /* Map of row -> score; `exact`: whether the very word stands anywhere. `isName`: it is known as
     a name, so that longer words which begin with it are other names. */
  async rowsWithWord(token, isName = false) {
    const scored = new Map();
    const stem = this.index.folding.stem(token);
    const words = await this.wordsLike(token, stem);
    scored.exact = words.has(token);
    const rest = [];
    for (const word of words) {
      if (word === token) this.score(this.index.find(word, true), 1, scored);
      else if (this.isFormOf(word, token, stem)) rest.push([word, STEM]);
      else if (word.startsWith(token) && !(isName && scored.exact)) rest.push([word, BEGINNING]);
    }
    if (rest.length > MANY) this.score(this.index.find(token, false), BEGINNING, scored);
    else for (const [word, weight] of rest) this.score(this.index.find(word, true), weight, scored);
    return scored;
  }

  async wordsLike(token, stem) {
    if (token.length < SHORT) {
      return new Set((await this.index.vocabulary(token, token)).filter((word) => word === token));
    }
    const starts = stem === token ? [token] : [stem, token];
    const words = await Promise.all(starts.map((start) => this.index.beginning(start)));
    return new Set(words.flatMap((some) => [...some]));
  }

  /* Whether both are one stem with an ending each. */
  isFormOf(word, token, stem) {
    const { folding } = this.index;
    const isEnded = (start) => word.startsWith(start) && folding.isEnding.has(word.slice(start.length));
    return isEnded(stem) || isEnded(token);
  }

  async rowsOfPhrase(tokens) {
    await Promise.all(tokens.map((token) => this.index.vocabulary(token, token)));
    return this.score(this.index.find(tokens.join(" "), true), 1, new Map());
  }

  async rowsWithout(tokens) {
    if (tokens.length > 1) return this.rowsOfPhrase(tokens);
    const [unit] = await this.units([{ token: tokens[0] }]);
    return unit.entities.size ? this.rowsOf(unit) : this.rowsWithWord(tokens[0]);
  }

  score(hits, weight, scored) {
    const rare = this.rarity(hits.length);
    for (const { row, places, inTitle } of hits) {
      const score = weight * this.weigh(row, places.length + (inTitle ? TITLE : 0), rare);
      scored.set(row, Math.max(score, scored.get(row) ?? 0));
    }
    return scored;
  }

  rowsNaming(entity, sure) {
    const rare = sure * this.rarity(entity.rows.length);
    return new Map(entity.rows.map((row, n) => [row, this.weigh(row, entity.counts[n], rare)]));
  }

  rarity(rows) {
    return Math.log(1 + (this.index.live - rows + 0.5) / (rows + 0.5));
  }

  weigh(row, times, rare) {
    const long = 1 - B + (B * this.index.length(row)) / this.index.mean;
    return (rare * times * (K1 + 1)) / (times + K1 * long);
  }

  /* The entities a query names, most articles first. */
  async lines(units) {
    const lines = new Map(units.flatMap((unit) => unit.lines ?? []).map((one) => [one.id, one]));
    return [...lines.values()].sort((a, b) => b.rows.length - a.rows.length);
  }
}

/* Entities as sure as they have been in any place. */
function add(entities, more) {
  for (const [id, sure] of more) entities.set(id, Math.max(sure, entities.get(id) ?? 0));
}

/* Rows in each of `maps`, scores summed. */
function both(maps) {
  if (!maps.length) return new Map();
  const [first, ...rest] = [...maps].sort((a, b) => a.size - b.size);
  const rows = [...first].filter(([row]) => rest.every((map) => map.has(row)));
  return new Map(rows.map(([row]) => [row, maps.reduce((sum, map) => sum + map.get(row), 0)]));
}

/* Rows in any of `maps`: the best score, and a little for each other. */
function either(maps) {
  const found = new Map();
  for (const map of maps) {
    for (const [row, score] of map) {
      const known = found.get(row) ?? 0;
      found.set(row, Math.max(known, score) + 0.1 * Math.min(known, score));
    }
  }
  return found;
}

function ranked(found, not) {
  const rows = [...both(found)].filter(([row]) => !not.some((map) => map.has(row)));
  return rows.map(([row, score]) => ({ row, score })).sort((a, b) => b.score - a.score || a.row - b.row);
}
