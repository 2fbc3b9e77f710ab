// Draws charts in the page, so that their marks can be pointed at. Without it the same pictures come as images.
"use strict";

const dark = matchMedia("(prefers-color-scheme: dark)");
const options = {
  ast: true, renderer: "svg", actions: false, defaultStyle: false, tooltip: { disableDefaultStyle: true }, logLevel: 1,
};

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

const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    draw(target);
  }
}, { rootMargin: "600px" });

for (const place of document.querySelectorAll("[data-chart]")) seen.observe(place);

function drawAll() {
  for (const place of document.querySelectorAll("[data-chart]")) {
    seen.unobserve(place);
    draw(place);
  }
}

dark.addEventListener("change", drawAll);
