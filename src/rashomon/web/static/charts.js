// Draws charts in the page, so that their marks can be pointed at. Without it the same pictures come as images.
"use strict";

const dark = matchMedia("(prefers-color-scheme: dark)");
const options = {
  ast: true, renderer: "svg", actions: false, defaultStyle: false, logLevel: 1,
  tooltip: { disableDefaultStyle: true, formatTooltip },
};

// What a mark is, as rows; what it has not is left out. "escape" makes words safe to stand in a page.
function formatTooltip(value, escape) {
  if (typeof value !== "object") return escape(value);
  const told = Object.entries(value).filter(([, one]) => one !== "" && one !== "null" && one != null);
  const rows = told.map(([name, one]) => `<tr><td class="key">${escape(name)}</td><td>${escape(one)}</td></tr>`);
  return `<table>${rows.join("")}</table>`;
}

function showImage(place) {
  place.replaceWith(new DOMParser().parseFromString(place.nextElementSibling.textContent, "text/html").body.firstChild);
}

async function draw(place) {
  const address = `${place.dataset.chart}look=${dark.matches ? "dark" : "light"}`;
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.status);
    await vegaEmbed(place, await answer.json(), options);
    // Its label and its table say what it shows; hundreds of marks, one by one, do not.
    place.querySelector("svg").setAttribute("aria-hidden", "true");
  } catch {
    showImage(place);
  }
}

const places = document.querySelectorAll("[data-chart]");
const begun = new Map();

function drawOnce(place) {
  if (!begun.has(place)) begun.set(place, draw(place));
  return begun.get(place);
}

// Those that are near the window come first; the others one by one, so that they are there in print.
const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) if (isIntersecting) drawOnce(target);
}, { rootMargin: "600px" });
for (const place of places) near.observe(place);

addEventListener("load", async () => {
  for (const place of places) await drawOnce(place);
});

dark.addEventListener("change", () => {
  for (const place of places) draw(place);
});
