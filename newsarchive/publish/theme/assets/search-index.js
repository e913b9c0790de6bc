/* The index as fetched: segments, chunks of words, rows, facets. Loads as little as it can, each
   file once. A row's number counts through all segments in the order of the manifest. */

import { Folding } from "./search-fold.js";
import { start } from "./search-pagefind.js";

const FORMAT = 1;
const LAST = "\u{10ffff}"; // after any word
const WIDE = 6; // chunks of one segment that a short beginning of a word may ask for

export class Index {
  /* `manifest`: the fetched answer for index.bin, begun as early as possible by the caller. */
  static async open(base, manifest) {
    const found = await unpack(await manifest);
    if (found.format !== FORMAT) throw new Error("search: the index is of another version");
    const index = new Index();
    index.base = base;
    index.manifest = found;
    index.folding = new Folding(found.folding);
    index.segments = segments(found);
    index.size = found.segments.reduce((n, one) => n + one.lengths.length, 0);
    index.live = index.size - found.segments.reduce((n, one) => n + one.stale.length, 0);
    index.mean = mean(found.segments);
    index.files = new Map();
    index.begun = null;
    return index;
  }

  /* The engine, fetched and started once. */
  async ready() {
    this.begun ??= (async () => {
      if (!this.segments.length) return;
      const open = await start(await inflate(await get(this.base + this.manifest.program)));
      for (const segment of this.segments) segment.words = open(segment.lengths);
    })();
    return this.begun;
  }

  /* Any of our files as data. */
  data(name) {
    if (!this.files.has(name)) {
      this.files.set(name, get(this.base + name).then(unpack));
      this.files.get(name).catch(() => this.files.delete(name));
    }
    return this.files.get(name);
  }

  /* Have the part of the dictionary at hand that lies from `first` to `last`; all its words. */
  async vocabulary(first, last) {
    await this.ready();
    const asked = this.segments.flatMap((segment) => chunksOf(segment, first, last));
    const words = await Promise.all(asked.map(([segment, n]) => this.chunk(segment, n)));
    return words.flat();
  }

  chunk(segment, n) {
    segment.loaded[n] ??= get(`${this.base}${segment.name}/w${n}.bin`)
      .then(inflate)
      .then((content) => segment.words.load(content));
    segment.loaded[n].catch(() => delete segment.loaded[n]);
    return segment.loaded[n];
  }

  /* The words that begin with `start`; those of one length only, where there are too many. */
  async beginning(start) {
    const wide = this.segments.some((one) => chunksOf(one, start, start + LAST).length > WIDE);
    const words = await this.vocabulary(start, wide ? start : start + LAST);
    return new Set(words.filter((word) => word.startsWith(start)));
  }

  /* What the engine finds in all segments: [{row, places, inTitle}], stale rows left out. */
  find(query, exact) {
    return this.segments.flatMap((segment) =>
      segment.words
        .find(query, exact)
        .filter((hit) => !segment.stale.has(hit.row))
        .map((hit) => ({ ...hit, row: segment.first + hit.row })),
    );
  }

  length(row) {
    const segment = this.segmentOf(row);
    return segment.lengths[row - segment.first] || 1;
  }

  async row(row) {
    const segment = this.segmentOf(row);
    return this.data(`${segment.name}/r${row - segment.first}.bin`);
  }

  /* What every live row counts as: Map of row -> {language, date, sources, entities}. */
  async facets() {
    const tables = await Promise.all(this.segments.map((s) => this.data(`${s.name}/facets.bin`)));
    const found = new Map();
    tables.forEach((table, n) => {
      const { first, stale } = this.segments[n];
      table.rows.forEach(([language, date, sources, entities], row) => {
        if (stale.has(row)) return;
        found.set(first + row, {
          language: table.languages[language],
          date,
          sources: sources.map((one) => table.sources[one]),
          entities: entities.map((one) => table.entities[one]),
        });
      });
    });
    return found;
  }

  segmentOf(row) {
    return this.segments.find((one) => row < one.first + one.lengths.length);
  }
}

function segments(manifest) {
  let first = 0;
  return manifest.segments.map((one) => {
    const segment = { ...one, first, stale: new Set(one.stale), loaded: [] };
    first += one.lengths.length;
    return segment;
  });
}

function chunksOf(segment, first, last) {
  const found = [];
  segment.chunks.forEach((start, n) => {
    const next = segment.chunks[n + 1];
    if (!after(start, last) && (next === undefined || after(next, first))) found.push([segment, n]);
  });
  return found;
}

/* Words stand in the order of their code points; JavaScript would compare code units. */
function after(a, b) {
  const [x, y] = [Array.from(a), Array.from(b)];
  for (let i = 0; i < x.length && i < y.length; i++) {
    if (x[i] !== y[i]) return x[i].codePointAt(0) > y[i].codePointAt(0);
  }
  return x.length > y.length;
}

function mean(all) {
  const lengths = all.flatMap((one) => one.lengths);
  return lengths.reduce((sum, one) => sum + one, 0) / (lengths.length || 1) || 1;
}

export async function get(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`search: ${address}: ${answer.status}`);
  return answer;
}

async function inflate(answer) {
  const stream = answer.body.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function unpack(answer) {
  return JSON.parse(new TextDecoder().decode(await inflate(answer)));
}
