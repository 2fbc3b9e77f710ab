// All pages work without this file. It copies citations, shows every piece of a record's words at once, and
// leads from words that are chosen with mouse or keys to their citation.
"use strict";

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    const name = button.textContent;
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = name; }, 1500);
  });
}

function show(id) {
  for (const shown of document.querySelectorAll(".shown")) shown.classList.remove("shown");
  if (!id) return;
  for (const piece of document.querySelectorAll(".p[data-of]")) {
    if (piece.dataset.of.split(" ").includes(id)) piece.classList.add("shown");
  }
  document.getElementById(id)?.classList.add("shown");
}

function showAsked() {
  show(decodeURIComponent(location.hash.slice(1)).replace(/^at-/, ""));
}

const text = document.querySelector(".text");
const chosen = document.getElementById("chosen");

// Characters of the report's text before a place in the page.
// A character outside the first plane counts once, as it does there.
function count(node, at) {
  const paragraph = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest("[data-at]");
  if (!paragraph) return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, at);
  return Number(paragraph.dataset.at) + [...before.toString()].length;
}

if (text && chosen) document.addEventListener("selectionchange", () => {
  const { anchorNode, anchorOffset, focusNode, focusOffset, isCollapsed } = getSelection();
  if (isCollapsed || !text.contains(anchorNode) || !text.contains(focusNode)) return;
  const ends = [count(anchorNode, anchorOffset), count(focusNode, focusOffset)];
  if (ends.includes(null) || ends[0] === ends[1]) return;
  chosen.hidden = false;
  chosen.href = `${chosen.dataset.page}?words=${Math.min(...ends)}-${Math.max(...ends)}#words`;
});

// A click on marked words shows their record; the page stays where it is, for its words may be being chosen.
text?.addEventListener("click", (event) => {
  const piece = event.target.closest(".p[data-of]");
  if (!piece) return;
  const id = piece.dataset.of.split(" ")[0];
  const voices = document.querySelector(".voices");
  const record = document.getElementById(id);
  show(id);
  if (voices.contains(record)) voices.scrollTop = record.offsetTop - voices.offsetTop;
});
window.addEventListener("hashchange", showAsked);
showAsked();
