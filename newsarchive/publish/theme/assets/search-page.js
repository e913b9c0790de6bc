/* The search page: all results, facets with counts, and an address that says all of it. */

import { load } from "./search-box.js";

const GROUPS = ["language", "person", "place", "organisation", "event", "topic", "source", "year"];
const SHEET = 20; // articles shown at a time
const VALUES = 7; // values of a facet shown at first
const WIDE = matchMedia("(width >= 60rem)"); // facets stand beside the results, as in search.css
const PAUSE = 150; // ms without a key before a search begins

class SearchPage {
  constructor(page, loaded) {
    Object.assign(this, loaded);
    this.form = page.querySelector("form");
    this.input = page.querySelector("input");
    this.status = page.querySelector("[data-find-status]");
    this.sort = page.querySelector("[data-find-sort]");
    this.facets = page.querySelector("[data-find-facets]");
    this.results = page.querySelector("[data-find-results]");
    this.start = this.results.firstElementChild;
    this.turn = 0;
    this.opened = new Set();
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.go({ q: this.input.value });
    });
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.go({ q: this.input.value }, true), PAUSE);
    });
    this.sort.firstElementChild.addEventListener("change", (event) => this.go({ sort: event.target.value }));
    addEventListener("popstate", () => this.read());
    // nothing is fetched for a page that is only looked at; who goes to the box will soon type
    this.input.addEventListener("focus", () => this.engine.search("").catch(() => {}), { once: true });
    // what was typed while this script was on its way is not thrown away
    if (this.input.value) this.go({ q: this.input.value }, true);
    else this.read();
  }

  /* What the address asks for. */
  read() {
    const asked = new URLSearchParams(location.search);
    this.input.value = asked.get("q") ?? "";
    return this.run(asked);
  }

  /* Change the address, then show what it asks for. Typing leaves no trail behind for Back. */
  go(change, typing = false) {
    clearTimeout(this.timer);
    const asked = new URLSearchParams(location.search);
    for (const [key, value] of Object.entries(change)) {
      asked.delete(key);
      for (const one of [value].flat()) if (one) asked.append(key, one);
    }
    const address = `?${asked}`;
    if (typing) history.replaceState(null, "", address);
    else if (address !== location.search) history.pushState(null, "", address);
    return this.run(asked);
  }

  async run(asked) {
    const turn = ++this.turn;
    try {
      await this.answer(asked, turn);
    } catch (error) {
      console.error(error);
      if (turn === this.turn) this.status.textContent = root.dataset.broken;
    }
  }

  async answer(asked, turn) {
    const chosen = new Map(GROUPS.map((group) => [group, asked.getAll(group)]));
    const isFiltered = [...chosen.values()].some((values) => values.length);
    if (!isFiltered && !asked.get("q")?.trim()) return this.begin();
    const found = await this.engine.search(asked.get("q") ?? "");
    this.all ??= await this.engine.index.facets();
    const hits = found.empty && isFiltered ? [...this.all.keys()].map((row) => ({ row, score: 0 })) : found.hits;
    const kept = this.ordered(filtered(hits, this.all, chosen), asked.get("sort"), found.empty);
    const groups = await this.counted(hits, chosen);
    const names = kept.length || found.empty ? [] : await this.engine.suggest(found);
    const rows = await this.sheet(kept, found, 0);
    if (turn !== this.turn) return; // something newer was asked meanwhile
    this.shown = { kept, found, at: rows.length };
    this.show(groups, rows, names, found.empty && !isFiltered);
  }

  /* The page before anything is asked, as it came. */
  begin() {
    this.sort.hidden = this.facets.hidden = true;
    this.status.textContent = "";
    if (this.start.parentNode !== this.results) this.results.replaceChildren(this.start);
  }

  show(groups, rows, names, isStart) {
    const { kept, found } = this.shown;
    const { view, context } = this;
    this.sort.hidden = !kept.length;
    this.sort.firstElementChild.value = new URLSearchParams(location.search).get("sort") ?? "";
    this.facets.hidden = isStart;
    this.facets.replaceChildren(...this.facetList(groups));
    this.status.textContent = isStart ? "" : view.summary({ ...found, hits: kept }, context.words);
    this.results.replaceChildren();
    if (isStart) return this.results.append(this.start);
    if (found.entities.length) this.results.append(view.entities(found.entities.slice(0, 6), context));
    this.list = view.hits(rows, context);
    this.results.append(this.list);
    if (!rows.length) this.results.append(view.nothing(names, context));
    this.more();
  }

  more() {
    const { kept, at } = this.shown;
    if (at >= kept.length) return;
    const button = this.view.element("button", { type: "button", class: "find-more" });
    button.textContent = this.context.words["search.more"];
    button.addEventListener("click", async () => {
      const rows = await this.sheet(kept, this.shown.found, at);
      const items = rows.map((row) => this.view.hit(row, this.context));
      this.list.append(...items);
      this.shown.at += rows.length;
      button.remove();
      this.more();
      items[0]?.querySelector("a").focus();
    });
    this.results.append(button);
  }

  sheet(kept, found, at) {
    return Promise.all(kept.slice(at, at + SHEET).map((hit) => this.engine.show(hit, found)));
  }

  ordered(hits, sort, isUnranked) {
    if (!sort && !isUnranked) return hits;
    const way = sort === "oldest" ? 1 : -1;
    const dateOf = ({ row }) => this.all.get(row).date.replace(/[^\d-]/g, "");
    return hits
      .map((hit) => ({ hit, date: dateOf(hit) }))
      .sort((a, b) => Boolean(b.date) - Boolean(a.date) || way * a.date.localeCompare(b.date))
      .map(({ hit }) => hit);
  }

  /* Values of each facet with the articles they would leave: [{group, values}]. */
  async counted(hits, chosen) {
    const groups = GROUPS.map((group) => {
      const others = new Map(chosen).set(group, []);
      const counts = new Map(chosen.get(group).map((value) => [value, 0]));
      for (const { row } of filtered(hits, this.all, others)) {
        for (const value of valuesOf(this.all.get(row), group)) {
          counts.set(value, (counts.get(value) ?? 0) + 1);
        }
      }
      const values = [...counts].map(([value, n]) => ({ value, n, on: chosen.get(group).includes(value) }));
      values.sort(group === "year" ? byYear : byCount);
      return { group, values: this.opened.has(group) ? values : values.slice(0, VALUES), all: values.length };
    });
    await Promise.all(groups.map((group) => this.named(group)));
    return groups;
  }

  async named({ group, values }) {
    await Promise.all(
      values.map(async (one) => {
        if (group === "language") one.label = this.view.languageName(one.value) || one.value;
        else if (one.value.includes("/") && group !== "source") {
          one.label = (await this.engine.name(one.value)) ?? one.value;
        } else one.label = one.value;
      }),
    );
  }

  /* All facets behind one line on a narrow page, beside the results on a wide one. */
  facetList(groups) {
    const { element } = this.view;
    const { words } = this.context;
    const lists = groups.filter(({ values }) => values.length).map((one) => this.facet(one));
    const isFiltered = groups.some(({ values }) => values.some(({ on }) => on));
    if (isFiltered) {
      const clear = element("button", { type: "button", class: "find-clear" }, words["search.clear"]);
      clear.addEventListener("click", () => this.go(Object.fromEntries(GROUPS.map((group) => [group, []]))));
      lists.unshift(clear);
    }
    const title = element("summary", {}, words["search.filters"]);
    const all = element("details", { class: "find-filters" }, title, ...lists);
    all.open = WIDE.matches || this.isOpen;
    all.addEventListener("toggle", () => (this.isOpen = all.open));
    return lists.length ? [all] : [];
  }

  facet({ group, values, all }) {
    const { element } = this.view;
    const { words } = this.context;
    const items = values.map(({ value, n, on, label }) => {
      const box = element("input", { type: "checkbox", name: group, value });
      box.checked = on;
      box.addEventListener("change", () => this.toggle(group, value, box.checked));
      const count = element("span", { class: "find-facet__count" }, this.view.number(n));
      return element("li", {}, element("label", {}, box, element("span", { dir: "auto" }, label), count));
    });
    const list = element("ul", {}, ...items);
    const title = element("summary", {}, words[`search.${group}`]);
    const details = element("details", { class: `find-facet find-facet--${group}` }, title, list);
    details.open = WIDE.matches || values.some(({ on }) => on) || this.opened.has(group);
    if (all > values.length) details.append(this.opener(group));
    return details;
  }

  opener(group) {
    const button = this.view.element("button", { type: "button", class: "find-facet__more" });
    button.textContent = this.context.words["search.more_values"];
    button.addEventListener("click", async () => {
      this.opened.add(group);
      await this.read();
      this.facets.querySelector(`.find-facet--${group} input`)?.focus();
    });
    return button;
  }

  async toggle(group, value, on) {
    const values = new URLSearchParams(location.search).getAll(group).filter((one) => one !== value);
    await this.go({ [group]: on ? [...values, value] : values });
    const again = [...this.facets.querySelectorAll(`[name="${group}"]`)].find((one) => one.value === value);
    again?.focus(); // the list was made anew; stay where the reader was
  }
}

function valuesOf(facts, group) {
  if (group === "language") return [facts.language];
  if (group === "source") return facts.sources;
  if (group === "year") return facts.date ? [/\d{4}/.exec(facts.date)[0]] : [];
  return facts.entities.filter((id) => id.startsWith(`${FOLDERS[group]}/`));
}

const FOLDERS = {
  person: "people",
  place: "places",
  organisation: "organisations",
  event: "events",
  topic: "topics",
};

/* Any of a facet's chosen values will do, but each facet must agree. */
function filtered(hits, facts, chosen) {
  const asked = [...chosen].filter(([, values]) => values.length);
  return hits.filter(({ row }) =>
    asked.every(([group, values]) => valuesOf(facts.get(row), group).some((one) => values.includes(one))),
  );
}

function byCount(a, b) {
  return Number(b.on) - Number(a.on) || b.n - a.n || a.value.localeCompare(b.value);
}

function byYear(a, b) {
  return Number(b.on) - Number(a.on) || b.value.localeCompare(a.value);
}

const page = document.querySelector("[data-find-page]");
const root = document.querySelector("[data-find]");
load(root).then(
  (loaded) => new SearchPage(page, loaded),
  () => (page.querySelector("[data-find-status]").textContent = root.dataset.broken),
);
