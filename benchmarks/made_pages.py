"""Pages as news sites make them, around a text: most of a page is what a reader must take away."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from html import escape

SITE = "The Daily Example"
START = datetime(2031, 1, 1, tzinfo=UTC)
_SECTIONS = (
    "World Business Politics Health Sport Culture Science Travel Opinion Weather Video Podcasts".split()
)
_SCRIPT = (
    "(function(w,d,s,l,i){w[l]=w[l]||[];w[l].push({'gtm.start':new Date().getTime(),event:'gtm.js'});})();"
)
_SCRIPTS = 90
"""Times that the script is put in: with the rest that makes pages of some 60 to 90 kB, most of it no text."""


def make_page(text: str, number: int, headlines: list[str]) -> str:
    """Put a text, its first paragraph the headline, into the mark-up of a news site."""
    rng = random.Random(number)
    title, *paragraphs = [one for one in text.split("\n\n") if one.strip()]
    url = f"https://daily.example/2031/{number}"
    published = (START + timedelta(minutes=number)).isoformat()
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": published,
        "author": {"@type": "Person", "name": "Ida Brekke"},
        "publisher": {"@type": "Organization", "name": SITE},
        "mainEntityOfPage": url,
    }
    linked = "".join(_link(rng.choice(headlines), rng) for _ in range(30))
    scripts = "".join(f"<script>{_SCRIPT}var a{at}={rng.random()};</script>" for at in range(_SCRIPTS))
    sections = "".join(f'<li class="nav-item"><a href="/{one}">{one}</a></li>' for one in _SECTIONS * 4)
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{escape(title)} | {SITE}</title><link rel="canonical" href="{url}">
<meta property="og:title" content="{escape(title)}"><meta property="og:url" content="{url}">
<meta property="og:site_name" content="{SITE}">
<meta property="article:published_time" content="{published}">
<script type="application/ld+json">{json.dumps(told)}</script>{scripts}
<style>{".a{margin:0}" * 400}</style></head>
<body><header class="site-header"><nav><ul>{sections}</ul></nav></header><main><article class="story">
<h1 class="headline">{escape(title)}</h1>
<div class="byline">By <a rel="author" href="/ida">Ida Brekke</a></div>
<time datetime="{published}">{published[:10]}</time>
<figure><img src="/{number}.jpg" alt=""><figcaption>A file picture. Photograph: Example</figcaption></figure>
<div class="article-body">{"".join(map(_paragraph, paragraphs, range(len(paragraphs))))}</div></article>
<aside class="related"><h2>More stories</h2><ul>{linked}</ul></aside></main>
<footer><ul>{sections}</ul><p>Copyright 2031 {SITE}. All rights reserved.</p></footer>
{scripts}</body></html>"""


def _paragraph(text: str, place: int) -> str:
    """Write a paragraph, now and then with an advertisement after it."""
    after = f'<div class="ad-slot" id="ad-{place}"><span>Advertisement</span></div>' if place % 3 == 2 else ""
    return f'<p class="body-text" data-place="{place}">{escape(text)}</p>{after}'


def _link(headline: str, rng: random.Random) -> str:
    return (
        f'<li class="teaser"><a href="/{rng.randrange(10**6)}"><img src="/t.jpg" loading="lazy" alt="">'
        f"<span>{escape(headline)}</span></a></li>"
    )
