// All pages work without this file: it copies citations, and shows every piece of a record's words at once.
"use strict";

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    const text = button.textContent;
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = text; }, 1500);
  });
}

function show() {
  const id = decodeURIComponent(location.hash.slice(1)).replace(/^at-/, "");
  for (const piece of document.querySelectorAll(".p.shown")) piece.classList.remove("shown");
  if (!id) return;
  for (const piece of document.querySelectorAll(".p[data-of]")) {
    if (piece.dataset.of.split(" ").includes(id)) piece.classList.add("shown");
  }
}

document.querySelector(".text")?.addEventListener("click", (event) => {
  const piece = event.target.closest(".p[data-of]");
  if (piece && getSelection().isCollapsed) location.hash = piece.dataset.of.split(" ")[0];
});
window.addEventListener("hashchange", show);
show();
