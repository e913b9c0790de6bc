// What a page of the archive does beyond being read. Every part is optional: without scripts the
// texts, links and lists are all there.

const root = document.documentElement;

const remember = (key, value) => {
  try { localStorage.setItem(`archive.${key}`, value); } catch { /* forbidden: not remembered */ }
};

function themeSwitch() {
  const button = document.querySelector("[data-theme-switch]");
  const dark = () => root.dataset.mdColorScheme
    ? root.dataset.mdColorScheme === "slate"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  button?.addEventListener("click", () => {
    root.dataset.mdColorScheme = dark() ? "default" : "slate";
    remember("theme", root.dataset.mdColorScheme);
  });
}

// ---------------------------------------------------------------- languages and views

function readerSwitch() {
  const buttons = [...document.querySelectorAll("[data-choose-reader]")];
  const versions = [...document.querySelectorAll("[data-reader]:not(html)")];
  const offered = buttons.map((button) => button.dataset.chooseReader);
  const choose = (lang) => {
    for (const one of versions) one.hidden = !one.dataset.reader.split(" ").includes(lang);
    for (const one of buttons) one.setAttribute("aria-pressed", one.dataset.chooseReader === lang);
    const text = document.querySelector("[data-text]");
    const paired = text?.querySelector(".pair__translated:not([hidden])");
    text?.classList.toggle("text--single", !paired);
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      choose(button.dataset.chooseReader);
      remember("reader", button.dataset.chooseReader);
    });
  }
  if (buttons.length) choose(offered.includes(root.dataset.reader) ? root.dataset.reader : offered[0]);
}

function viewSwitch() {
  const text = document.querySelector("[data-text]");
  const buttons = [...document.querySelectorAll("[data-view]")];
  if (!text || !buttons.length) return;
  const show = (view) => {
    text.dataset.show = view;
    for (const one of buttons) one.setAttribute("aria-pressed", one.dataset.view === view);
  };
  for (const button of buttons) {
    button.addEventListener("click", () => { show(button.dataset.view); remember("view", button.dataset.view); });
  }
  const narrow = matchMedia("(max-width: 56rem)").matches;
  let kept = null;
  try { kept = localStorage.getItem("archive.view"); } catch { /* forbidden */ }
  show(kept ?? (narrow ? "translation" : "both"));
  // a link to a sentence of a text that is folded away opens both texts
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target?.matches(".s") && !target.offsetParent) { show("both"); target.scrollIntoView(); }
  };
  addEventListener("hashchange", reveal);
  reveal();
}

// ---------------------------------------------------------------- sentences and their pairs

function pairs() {
  const text = document.querySelector("[data-text]");
  if (!text) return;
  const mates = (sentence) => text.querySelectorAll(`.s[data-n="${sentence.dataset.n}"]`);
  const light = (event, on) => {
    const sentence = event.target.closest(".s");
    if (sentence) for (const one of mates(sentence)) one.classList.toggle("is-lit", on);
  };
  for (const [begin, end] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
    text.addEventListener(begin, (event) => light(event, true));
    text.addEventListener(end, (event) => light(event, false));
  }
  const mark = () => {
    for (const one of text.querySelectorAll(".is-target")) one.classList.remove("is-target");
    const target = document.getElementById(location.hash.slice(1));
    if (target?.matches(".s")) for (const one of mates(target)) one.classList.add("is-target");
  };
  addEventListener("hashchange", mark);
  mark();
}

// ---------------------------------------------------------------- cards of names

function cards() {
  const store = document.querySelector(".cards");
  if (!store) return;
  let open = null;
  const close = () => {
    if (!open) return;
    open.link.removeAttribute("aria-describedby");
    store.append(open.card);
    open = null;
  };
  const show = (link) => {
    const card = document.getElementById(link.dataset.card);
    if (!card || open?.link === link) return;
    close();
    document.body.append(card);
    const box = link.getBoundingClientRect();
    const left = Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 16);
    const below = box.bottom + card.offsetHeight + 12 < innerHeight;
    card.style.left = `${Math.max(16, left) + scrollX}px`;
    card.style.top = `${(below ? box.bottom + 6 : box.top - card.offsetHeight - 6) + scrollY}px`;
    link.setAttribute("aria-describedby", card.id);
    open = { link, card };
  };
  const named = (event) => event.target.closest?.("[data-card]");
  let waiting = 0;
  document.addEventListener("pointerover", (event) => {
    clearTimeout(waiting);
    const link = named(event);
    if (link && event.pointerType === "mouse") waiting = setTimeout(() => show(link), 180);
    else if (open && !event.target.closest(".card")) waiting = setTimeout(close, 220);
  });
  document.addEventListener("focusin", (event) => (named(event) ? show(named(event)) : close()));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
}

// ---------------------------------------------------------------- pictures wider than the screen

function pictures() {
  for (const one of document.querySelectorAll(".map__reach")) one.scrollLeft = (one.scrollWidth - one.clientWidth) / 2;
  for (const one of document.querySelectorAll(".timeline__reel")) {
    const newest = [...one.querySelectorAll("a")].at(-1);
    one.scrollLeft = newest.getBoundingClientRect().right - one.getBoundingClientRect().right;
  }
}

// ---------------------------------------------------------------- copying

function copyButtons() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const said = button.textContent;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = said; }, 1600);
    });
  }
}

themeSwitch();
readerSwitch();
viewSwitch();
pairs();
cards();
pictures();
copyButtons();
