/* Results as elements. All text of an archive goes through textContent. */

const BOUND = /^\[(\.\.)?(\d{4}(?:-\d\d(?:-\d\d)?)?)(\.\.)?\]$/;

export const KINDS = {
  people: "person",
  places: "place",
  organisations: "organisation",
  events: "event",
  topics: "topic",
};

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

export function number(n) {
  return new Intl.NumberFormat(document.documentElement.lang || "en").format(n);
}

/* "12 articles": the form of `words` that the interface's language asks for. */
export function count(words, n) {
  const lang = document.documentElement.lang || "en";
  const form = words[new Intl.PluralRules(lang).select(n)] ?? words.other;
  return form.replace("{n}", number(n));
}

export function summary(found, words) {
  if (!found.hits.length) return words["search.none"];
  const total = count(words["search.found"], found.hits.length);
  const [typo] = found.corrected;
  if (!typo) return total;
  const instead = typo.lines?.map((line) => line.name).slice(0, 3).join(", ") || typo.corrected.word;
  return `${words["search.corrected"].replace("{word}", typo.corrected.from).replace("{instead}", instead)} ${total}`;
}

export function hits(rows, context) {
  return element("ol", { class: "find-hits" }, ...rows.map((row) => hit(row, context)));
}

export function hit(row, { root, words }) {
  const link = element("a", { href: address(row, root), lang: row.titleLang, dir: "auto" });
  const titled = row.title.some((piece) => piece.text.trim());
  link.append(...(titled ? marked(row.title) : [words["article.untitled"]]));
  const facts = [row.sources[0], date(row.date, words), languageName(row.texts[0][0])];
  const line = element("p", { class: "find-hit__line" });
  line.append(...facts.filter(Boolean).map((fact) => element("span", { dir: "auto" }, fact)));
  const text = element("p", { class: "find-hit__text", lang: row.lang, dir: "auto" });
  text.append(...marked(row.pieces));
  return element("li", { class: "find-hit" }, element("h2", { class: "find-hit__title" }, link), line, text);
}

/* The pages of the people, places and things that the words name. */
export function entities(lines, { root, words }) {
  const items = lines.map((line) => {
    const kind = KINDS[line.id.split("/")[0]];
    const about = `${words[`kind.${kind}`]} · ${count(words["search.found"], line.rows.length)}`;
    const link = element("a", { href: `${root}${line.id}/`, class: `find-entity find-entity--${kind}` }, element("span", { dir: "auto" }, line.name));
    link.append(element("small", {}, about));
    return element("li", {}, link);
  });
  return element("ul", { class: "find-entities", "aria-label": words["search.names"] }, ...items);
}

/* What to do where nothing was found: the nearest names, or advice. */
export function nothing(lines, { root, words }) {
  if (!lines.length) return element("p", { class: "find-nothing" }, words["search.advice"]);
  const items = lines.map((line) => element("li", {}, element("a", { href: page(root, line.name) }, line.name)));
  const title = element("p", {}, words["search.did_you_mean"]);
  return element("div", { class: "find-suggestions" }, title, element("ul", {}, ...items));
}

export function all(found, { root, words }) {
  const link = element("a", { href: page(root, found.query.text) }, words["search.all"]);
  return element("p", { class: "find-all" }, link);
}

export function page(root, text) {
  return `${root}search/?${new URLSearchParams({ q: text })}`;
}

/* The article's address, with the words to mark there. */
function address(row, root) {
  const marks = new URLSearchParams(row.marks.map((text) => ["h", text])).toString();
  return `${root}articles/${encodeURIComponent(row.id)}/${marks ? `?${marks}` : ""}`;
}

function marked(pieces) {
  return pieces.map(({ text, hit: isHit }) => (isHit ? element("mark", {}, text) : text));
}

/* An EDTF date in the interface's own manner, as everywhere else on the site. */
export function date(edtf, words) {
  const bound = BOUND.exec(edtf);
  if (!bound) return day(edtf, words) || words["date.undated"];
  const said = bound[1] ? words["date.not_later"] : words["date.not_before"];
  return said.replace("{day}", day(bound[2], words));
}

function day(text, words) {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text);
  if (!parts) return text;
  const [, year, month, dayOfMonth] = parts;
  if (!month) return year;
  const style = { year: "numeric", month: "long", timeZone: "UTC" };
  if (dayOfMonth) style.day = "numeric";
  const at = new Date(Date.UTC(year, month - 1, dayOfMonth ?? 1));
  const said = new Intl.DateTimeFormat(document.documentElement.lang || "en", style).formatToParts(at);
  const part = (type) => said.find((one) => one.type === type)?.value ?? "";
  const pattern = words[dayOfMonth ? "date.day" : "date.month"];
  const fields = { d: part("day"), MMMM: part("month"), LLLL: part("month"), y: year };
  return pattern.replace(/'([^']*)'|MMMM|LLLL|d|y/g, (field, quoted) => quoted ?? fields[field]);
}

export function languageName(tag) {
  if (!tag || tag === "und") return "";
  try {
    return new Intl.DisplayNames([document.documentElement.lang || "en"], { type: "language" }).of(tag);
  } catch {
    return tag; // no tag that a browser knows
  }
}
