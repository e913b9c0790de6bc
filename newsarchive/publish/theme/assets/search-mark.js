/* Mark the words of a search on the page it led to: ?h=word, once for each. The words come from an
   address that anybody may have written, so they are only ever compared with text. */

const MOST = 400; // marks on a page
const INSIDE = ".page"; // what is read, not what is around it
const LETTER = /[\p{L}\p{N}\p{M}]/u;

export function mark() {
  const words = new URLSearchParams(location.search).getAll("h").slice(0, 12);
  const wanted = words.map((word) => word.trim().toLowerCase()).filter((word) => word.length > 1);
  const root = document.querySelector(INSIDE) ?? document.body;
  if (!wanted.length) return;
  wanted.sort((a, b) => b.length - a.length);
  let left = MOST;
  for (const node of textNodes(root)) left -= markIn(node, wanted, left);
  const first = [...root.querySelectorAll("mark.find-mark")].find((one) => one.offsetParent);
  if (first && !location.hash) first.scrollIntoView({ block: "center" });
}

function textNodes(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest("script, style, mark, button, select, textarea, .n")
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

function markIn(node, wanted, left) {
  let made = 0;
  for (let place = next(node.data, wanted); place && made < left; place = next(node.data, wanted)) {
    const hit = node.splitText(place.at);
    node = hit.splitText(place.length);
    const shell = document.createElement("mark");
    shell.className = "find-mark";
    hit.replaceWith(shell);
    shell.append(hit);
    made++;
  }
  return made;
}

/* The first place in `text` where one of the words stands as a whole word. */
function next(text, wanted) {
  const low = text.toLowerCase();
  if (low.length !== text.length) return null; // a letter that changes its length: leave it
  let best = null;
  for (const word of wanted) {
    for (let at = low.indexOf(word); at >= 0; at = low.indexOf(word, at + 1)) {
      if (best && at >= best.at) break;
      if (LETTER.test(text[at - 1] ?? "") || LETTER.test(text[at + word.length] ?? "")) continue;
      best = { at, length: word.length };
      break;
    }
  }
  return best;
}
