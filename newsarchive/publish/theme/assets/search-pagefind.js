/* Run Pagefind's program: one instance, an index in it for each segment. The other side of
   publish/search/engine.py; nothing else here knows which engine it is.

   Pagefind's own script would fetch an entry file, a list of page hashes and chunks of 25 KB for
   each index. The files are ours, so we hand it rows by number and the chunks we know it needs. */

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const FORMAT_OF = "1.5.2"; // the version of Pagefind that made the words

export async function start(program) {
  const signature = program.slice(0, 12);
  const code = decoder.decode(signature) === "pagefind_dcd" ? program.slice(12) : program;
  let wasm;
  const imports = {
    "./pagefind_web_bg.js": {
      __wbindgen_init_externref_table() {
        const table = wasm.__wbindgen_externrefs;
        const first = table.grow(4);
        table.set(0, undefined);
        [undefined, null, true, false].forEach((value, n) => table.set(first + n, value));
      },
    },
  };
  const { instance } = await WebAssembly.instantiate(code, imports);
  wasm = instance.exports;
  wasm.__wbindgen_start();
  return (lengths) => new Words(wasm, lengths);
}

class Words {
  constructor(wasm, lengths) {
    this.wasm = wasm;
    const pages = lengths.map((length, row) => [String(row), length]);
    this.index = wasm.init_pagefind(...this.bytes(cbor([FORMAT_OF, pages, [], [], [], ["title"]])));
    if (!this.index) throw new Error("search: the index cannot be read");
  }

  /* Take in a chunk of the dictionary; the words it holds come back, sorted. */
  load(chunk) {
    this.index = this.wasm.load_index_chunk(this.index, ...this.bytes(chunk));
    if (!this.index) throw new Error("search: a part of the index cannot be read");
    return words(chunk);
  }

  /* Rows with a word that begins with `query`; if `exact`, rows with just these words in a row. */
  find(query, exact) {
    const strings = [query, query, "{}", ""].flatMap((text) => this.bytes(encoder.encode(text)));
    const [at, length] = this.wasm.search(this.index, ...strings, exact, false);
    const answer = decoder.decode(new Uint8Array(this.wasm.memory.buffer, at, length));
    this.wasm.__wbindgen_free(at, length, 1);
    return JSON.parse(answer).results.map(({ p, l, mf }) => ({
      row: Number(p),
      places: l.map((one) => one.l),
      inTitle: Boolean(mf?.length),
    }));
  }

  bytes(content) {
    const at = this.wasm.__wbindgen_malloc(content.length, 1) >>> 0;
    new Uint8Array(this.wasm.memory.buffer).set(content, at);
    return [at, content.length];
  }
}

/* CBOR, as much as an index head needs: arrays, strings, whole numbers. */
function cbor(value) {
  const out = [];
  const head = (major, n) => {
    if (n < 24) out.push(major + n);
    else if (n < 256) out.push(major + 24, n);
    else if (n < 65536) out.push(major + 25, n >> 8, n & 255);
    else out.push(major + 26, n >>> 24, (n >> 16) & 255, (n >> 8) & 255, n & 255);
  };
  const put = (one) => {
    if (Array.isArray(one)) {
      head(0x80, one.length);
      one.forEach(put);
    } else if (typeof one === "string") {
      const text = encoder.encode(one);
      head(0x60, text.length);
      out.push(...text);
    } else head(0x00, one);
  };
  put(value);
  return new Uint8Array(out);
}

/* The words of a chunk, [[[word, pages, variants], ...]], without taking in the pages. */
function words(chunk) {
  let at = 0;
  const head = () => {
    const first = chunk[at++];
    let n = first & 31;
    const more = n < 24 ? 0 : 1 << (n - 24);
    if (more) n = 0;
    for (let i = 0; i < more; i++) n = n * 256 + chunk[at++];
    return [first >> 5, n];
  };
  const skip = () => {
    for (let left = 1; left > 0; left--) {
      const [major, n] = head();
      if (major === 4) left += n;
      else if (major === 2 || major === 3) at += n;
    }
  };
  head();
  const [, count] = head();
  return Array.from({ length: count }, () => {
    head();
    const [, length] = head();
    const word = decoder.decode(chunk.subarray(at, (at += length)));
    skip();
    skip();
    return word;
  });
}
