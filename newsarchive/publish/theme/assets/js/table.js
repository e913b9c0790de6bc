// The table of all articles: fetches the rows in chunks when they are first asked for, filters by
// any column or by all, sorts by any column, draws a hundred rows at a time.

const STEP = 100;
const FIELDS = ["address", "title", "lang", "original", "originalLang", "date", "order", "sources", "language", "tags"];
const COLUMNS = ["date", "title", "sources", "language", "tags"];

const table = document.querySelector("[data-table]");
if (table) start(table);

function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ё", "е");
}

function start(table) {
  const body = table.tBodies[0];
  const finder = document.getElementById("finder");
  const status = document.getElementById("finder-status");
  const more = document.querySelector("[data-more]");
  const total = Number(table.dataset.count);
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const filters = new Map(); // column -> folded words; "" stands for any column
  const order = { column: "date", down: true };
  let rows = null;
  let found = [];
  let drawn = body.rows.length;

  const load = once(async () => {
    const chunks = await Promise.all(table.dataset.chunks.split(" ").map(async (address) => {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      return answer.json();
    }));
    // chunks hold articles in no order that means anything; among equals the address decides
    const all = chunks.flat().sort(([one], [other]) => (one < other ? -1 : 1));
    rows = all.map((cells, place) => {
      const row = Object.fromEntries(FIELDS.map((name, n) => [name, cells[n]]));
      row.place = place;
      row.folded = { date: fold(`${row.date} ${row.order}`), title: fold(`${row.title} ${row.original}`),
        sources: fold(row.sources), language: fold(row.language), tags: fold(row.tags) };
      row.folded[""] = Object.values(row.folded).join(" ");
      return row;
    });
  });

  const matches = (row) => [...filters].every(([column, words]) => words.every((word) => row.folded[column].includes(word)));
  const compare = (one, other) => {
    const key = order.column === "date" ? "order" : order.column;
    // what has no value stands last, whichever way the column is sorted
    if (!one[key] !== !other[key]) return one[key] ? -1 : 1;
    const sign = order.down ? -1 : 1;
    return sign * collator.compare(one[key], other[key]) || one.place - other.place;
  };

  async function show() {
    if (!rows) status.textContent = table.dataset.loading;
    try { await load(); } catch (error) {
      console.error(error);
      status.textContent = table.dataset.broken;
      return;
    }
    found = rows.filter(matches).sort(compare);
    body.replaceChildren();
    drawn = 0;
    draw();
    status.textContent = table.dataset.said.replace("{shown}", found.length).replace("{all}", rows.length);
  }

  function draw() {
    body.append(...found.slice(drawn, drawn + STEP).map((row) => line(row, table.dataset.base)));
    drawn = body.rows.length;
    more.hidden = drawn >= found.length;
  }

  const filter = (column, text) => {
    const words = fold(text).split(/\s+/).filter(Boolean);
    if (words.length) filters.set(column, words);
    else filters.delete(column);
    show();
  };

  finder.addEventListener("focus", () => load().catch(() => {}), { once: true }); // soon to be typed in
  finder.addEventListener("input", () => filter("", finder.value));
  more.addEventListener("click", async () => {
    const last = drawn;
    if (rows) draw();
    else { await load(); found = [...rows].sort(compare); draw(); }
    body.rows[last]?.querySelector("a").focus();
  });
  more.hidden = drawn >= total;
  heads(table, order, show, filter);
  table.role = "table";
  for (const row of table.rows) spoken(row);
}

/* A row that is one for screen readers too where a narrow screen lays it out as a card. */
function spoken(row) {
  row.role = "row";
  for (const one of row.cells) {
    one.role = one.tagName === "TD" ? "cell" : one.scope === "col" ? "columnheader" : "rowheader";
  }
  return row;
}

function heads(table, order, show, filter) {
  const line = Object.assign(table.tHead.insertRow(), { className: "articles-table__filters" });
  for (const column of COLUMNS) {
    const head = table.tHead.querySelector(`[data-column="${column}"]`);
    const name = head.textContent;
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: name });
    head.replaceChildren(button);
    if (column === order.column) head.setAttribute("aria-sort", "descending");
    button.addEventListener("click", () => {
      order.down = order.column === column ? !order.down : column === "date";
      order.column = column;
      for (const one of table.querySelectorAll("[aria-sort]")) one.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      show();
    });
    const input = Object.assign(document.createElement("input"), { type: "text", autocomplete: "off" });
    input.setAttribute("aria-label", `${table.dataset.filter}: ${name}`);
    input.addEventListener("input", () => filter(column, input.value));
    line.insertCell().append(input);
  }
}

function line(row, base) {
  const made = document.createElement("tr");
  const cell = (text) => Object.assign(document.createElement("td"), { textContent: text });
  const head = Object.assign(document.createElement("th"), { scope: "row" });
  head.append(Object.assign(document.createElement("a"), { href: base + row.address, lang: row.lang, textContent: row.title }));
  if (row.original) {
    head.append(Object.assign(document.createElement("span"), {
      className: "articles-table__original", lang: row.originalLang, textContent: row.original }));
  }
  made.append(cell(row.date), head, cell(row.sources), cell(row.language), cell(row.tags));
  return spoken(made);
}

/* `make`, run once; after a failure again. */
function once(make) {
  let promise = null;
  return () => (promise ??= make().catch((error) => { promise = null; throw error; }));
}
