/* The search box on every page: opened by its button, by / and by Ctrl-K. The engine is fetched
   when the box opens or a pointer nears its button, not before. Without this script the box says
   how to browse instead. */

const SHOWN = 8; // results in the box
const PAUSE = 90; // ms without a key before a search begins
const PARTS = ["engine", "excerpt", "fold", "index", "names", "pagefind", "query", "view"];

export function load(root) {
  load.begun ??= (async () => {
    const base = new URL(root.dataset.index, location.href).href;
    const manifest = fetch(`${base}index.bin`, { cache: "no-cache" });
    manifest.catch(() => {}); // heard of where it is awaited
    // all at once: each module would otherwise wait for the one that names it
    const [{ Engine }, , , , , , , view] = await Promise.all(
      PARTS.map((part) => import(`./search-${part}.js`)),
    );
    const engine = await Engine.open(base, manifest, document.documentElement.lang);
    return { engine, view, context: { root: root.dataset.root, words: engine.words } };
  })();
  load.begun.catch(() => (load.begun = undefined)); // the next key tries again
  return load.begun;
}

class Box {
  constructor(root) {
    this.root = root;
    this.broken = root.dataset.broken;
    this.dialog = root.querySelector("dialog");
    this.input = root.querySelector("input");
    this.status = root.querySelector("[role=status]");
    this.list = root.querySelector("[data-find-results]");
    this.turn = 0;
    const button = root.querySelector("[data-find-open]");
    button.addEventListener("click", () => this.open());
    button.addEventListener("pointerenter", () => load(root).catch(() => {}), { once: true });
    root.querySelector("[data-find-close]").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close(); // beside the box
    });
    this.dialog.addEventListener("keydown", (event) => this.move(event));
    this.input.addEventListener("input", () => this.later());
    document.addEventListener("keydown", (event) => this.shortcut(event));
  }

  open() {
    if (!this.dialog.open) this.dialog.showModal();
    this.input.focus();
    this.input.select();
    load(this.root).catch(() => this.say(this.broken));
  }

  shortcut(event) {
    const ctrlK = (event.ctrlKey || event.metaKey) && event.code === "KeyK";
    const slash = event.key === "/" || (event.code === "Slash" && event.key === ".");
    if (!ctrlK && (!slash || isTyping(event) || event.ctrlKey || event.altKey || event.metaKey)) return;
    event.preventDefault();
    const own = document.querySelector("[data-find-page] input[type=search]");
    if (own) own.focus();
    else if (ctrlK && this.dialog.open) this.dialog.close();
    else this.open();
  }

  /* Up and down go through the results; the box itself is above the first. */
  move(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [this.input, ...this.list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  /* The first key searches at once, those that follow it quickly wait for a pause. */
  later() {
    clearTimeout(this.timer);
    const wait = performance.now() - (this.last ?? -PAUSE) < PAUSE ? PAUSE : 0;
    this.last = performance.now();
    this.timer = setTimeout(() => this.search(), wait);
  }

  async search() {
    const turn = ++this.turn;
    const text = this.input.value;
    try {
      const { engine, view, context } = await load(this.root);
      const found = await engine.search(text);
      const rows = await Promise.all(found.hits.slice(0, SHOWN).map((hit) => engine.show(hit, found)));
      const names = !found.hits.length && !found.empty ? await engine.suggest(found) : [];
      if (turn !== this.turn) return; // another key came meanwhile
      this.show(view, context, found, rows, names);
    } catch (error) {
      console.error(error);
      load.begun = undefined; // the site may have been published anew: begin again with the next key
      if (turn === this.turn) this.say(this.broken);
    }
  }

  show(view, context, found, rows, names) {
    this.list.replaceChildren();
    this.dialog.toggleAttribute("data-filled", !found.empty);
    if (found.empty) return this.say("");
    this.say(view.summary(found, context.words));
    if (found.entities.length) this.list.append(view.entities(found.entities.slice(0, 4), context));
    if (rows.length) this.list.append(view.hits(rows, context));
    if (!rows.length) this.list.append(view.nothing(names, context));
    if (found.hits.length) this.list.append(view.all(found, context));
  }

  say(text) {
    this.status.textContent = text;
  }
}

/* A field of a box just closed may keep the focus until the page is drawn again. */
function isTyping(event) {
  const at = event.composedPath()[0];
  if (at.closest?.("dialog:not([open])")) return false;
  return at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName);
}

for (const root of document.querySelectorAll("[data-find]")) new Box(root);
if (document.querySelector("[data-find-page]")) import("./search-page.js");
if (new URLSearchParams(location.search).has("h")) {
  import("./search-mark.js").then(({ mark }) => mark());
}
