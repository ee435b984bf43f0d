"""The ways back: from the passport of a claim to every place of the report that uses it."""

import re

from lxml.html import builder as E

from .. import paths


def back(page, figures):
    """The annex's ways back: every passport links to each place that uses its claim."""
    uses, counter = {}, 0
    for link in page.main.iterfind(".//a[@class='claim']"):
        if any(a.get("class") in ("source", "working-fold", "figure-data") for a in link.iterancestors()):
            continue
        place = next((a for a in link.iterancestors("figure", "table") if a.get("id") in page.names), None)
        if place is None:
            counter += 1
            link.set("id", f"use-{counter}")
            target, name = link.get("id"), _whereabouts(page, link)
        else:
            target, name = place.get("id"), page.names[place.get("id")]
        if name not in uses.setdefault(link.get("href"), {}).values():
            uses[link.get("href")][target] = name
    for figure in page.main.iterfind(".//figure[@data-figure]"):
        for href in svg_links((figures / f"{figure.get('data-figure')}.svg").read_text(encoding="utf-8")):
            uses.setdefault(href, {}).setdefault(figure.get("id"), page.names.get(figure.get("id"), "a figure"))
    for place in page.main.iterfind(".//li[@class='passport']/p[@class='uses']"):
        _ways_back(place, uses.get("#" + place.getparent().get("id").removeprefix("p-"), {}))
    known = {"#" + e.get("id") for e in page.main.iter("mark") if e.get("id")}
    dead = sorted(set(uses) - known)
    if dead:
        raise paths.InputError("notebook", "claim links", f"the annex has no claim {', '.join(d[1:] for d in dead[:5])}",
                               "show annex(sources, claims) with all the claims, or correct the link")


def _whereabouts(page, link):
    """'Section 2.1', the card or else the section in which a link stands."""
    for section in link.iterancestors("section"):
        heading = section.find("h3").get("id") if section.get("class") == "card" else section.get("data-heading")
        if heading in page.names:
            return page.names[heading]
    return "the lead"


def _ways_back(place, targets):
    if not targets:
        place.text = "Not used outside the tables."
        return
    place.text = "Used in "
    for n, (target, name) in enumerate(targets.items()):
        link = E.A(name, href=f"#{target}")
        link.tail = ", " if n < len(targets) - 1 else "."
        place.append(link)


def svg_links(svg):
    """The claims an SVG's marks link to, as '#id', each once."""
    return list(dict.fromkeys(re.findall(r'<a\b[^>]*\bhref="(#[^"]+)"', svg)))
