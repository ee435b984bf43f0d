"""The sources annex: each text as received, every claim marked where it stands, with its passport and the way back.

The text of each `div.source-text` is the source exactly, character for character: `verify` hashes it.
"""

import html
from types import SimpleNamespace

import pandas as pd

from .. import derive, phrases, sureness, tables
from ..compare.wording import capital
from ..html import Fragment, element, fold, words

MARKED_BY = {"rule": "a rule", "hand": "a person"}
MODALITY = {"approximately": "about {}", "at_least": "at least {}", "at_most": "at most {}", "exact": "{}", "range": "{}"}


def annex(sources, claims, codebook=None):
    """list[Source], the tables claims and codebook => one section per source: its facts, its text with marks, the passports of its
    claims."""
    known = labels(codebook) if codebook is not None else {}
    return Fragment("\n".join(str(_source(s, claims[claims["source_id"] == s.id].sort_values(["start", "end"]), known)) for s in sources))


def labels(codebook):
    """The table codebook => {measure: {label, statuses, values}}: the report's words for what the tables name."""
    known = {}
    for row in codebook.itertuples():
        measure, _, value = row.entry.partition("/")
        if row.kind == "value":
            known[measure]["values"][value] = row.label
        else:
            statuses = dict(part.split(": ", 1) for part in tables.split(getattr(row, "statuses", "")))
            known[measure] = {"label": row.label, "statuses": statuses, "values": {}}
    return known


def label_of(measure, labels):
    """The report's words for a measure; its name in words where the codebook has none."""
    return labels.get(measure, {}).get("label") or measure.replace("_", " ")


def _source(source, claims, labels):
    numbers = {claim_id: n for n, claim_id in enumerate(claims["claim_id"], 1)}
    name = f"source-{source.id}"
    marked_text = Fragment(marked(source.text, _spans(source, claims, numbers)))
    text = element("div", marked_text, class_="source-text", data_source=source.id, lang=source.language)
    parts = [element("h3", heading(source), id=name), _facts(source, len(claims)),
             folded(f"Text of source {source.id}, with its claims marked", text)]
    if len(claims):
        passports = [passport(row, labels) for row in claims.to_dict("records")]
        parts.append(folded(f"Passports of the claims of source {source.id}", element("ol", *passports, class_="passports")))
    return element("section", *parts, class_="source", data_heading=name)


def folded(title, content):
    """Content that lies folded under its heading: a link into it, a search in the page and printing open it."""
    return fold(element("h4", title), content, class_="fold")


def heading(source):
    """A Source, or a row of sources.csv, as the annex calls it."""
    return f"Source {getattr(source, 'id', None) or source.source_id}: {source.title or source.file}"


def _facts(source, count):
    published = dates(source.published_from, source.published_to)
    address = element("a", source.url, href=source.url, rel="noopener noreferrer") if source.url else "not known"
    facts = {"In the tables": f"source_id {source.id}", "Outlet": source.outlet or f"not known. {source.outlet_why}".strip(),
             "Published": f"{f'{published} ({source.published_basis})' if published else 'not known'}. {source.published_why}".strip(),
             "Address": address, "File": element("code", source.file), "SHA-256": element("code", source.sha256, class_="hash"),
             "Length": length(source.text, count)}
    return _list(facts)


def length(text, claims):
    return f"{len(text):,} characters, {len(text.split()):,} words, {claims:,} claims"


def _list(facts):
    return element("dl", *(element("div", element("dt", k), element("dd", v)) for k, v in facts.items()), class_="facts")


def _spans(source, claims, numbers):
    """(start, end, opening tag, closing tag), once for the sentence a claim stands in, once for the claim, once for page furniture."""
    spans = {(c["start"], c["end"]): (f'<span class="chrome" title="{html.escape(c["what"])}">', "</span>") for c in source.chrome}
    spans = [(start, end, *tags) for (start, end), tags in spans.items()]
    sentences = {sentence(source.text, row) for row in claims.to_dict("records")}
    spans += [(start, end, '<span class="sentence">', "</span>") for start, end in sorted(sentences)]
    for row in claims.to_dict("records"):
        claim_id, number = row["claim_id"], numbers[row["claim_id"]]
        reference = f'<a class="ref" href="#p-{html.escape(claim_id)}" data-n="{number}" aria-label="Claim {number}"></a>'
        spans.append((row["start"], row["end"], f'<mark id="{html.escape(claim_id)}">', f"</mark>{reference}"))
    return spans


def sentence(text, row):
    """Where the quote of a claim stands: the occurrence around the claim; the claim itself if the quote is not there."""
    at = text.find(row["quote"], max(0, row["end"] - len(row["quote"])), row["start"] + len(row["quote"])) if row["quote"] else -1
    return (at, at + len(row["quote"])) if at >= 0 else (row["start"], row["end"])


def marked(text, spans):
    """Text and spans => paragraphs with nested elements; spans that cross a paragraph or each other are closed and opened again.

    Line ends stay between the paragraphs, so that the words of the HTML are the text itself.
    """
    out, position = [], 0
    for line in text.splitlines(keepends=True):
        end = position + len(line.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"))
        if text[position:end].strip():
            out.append(f"<p>{_line(text, position, end, spans)}</p>")
        else:
            out.append(_escape(text[position:end]))
        position += len(line)
        out.append(_escape(text[end:position]))
    return "".join(out)


def _line(text, begin, end, spans):
    here = sorted((s for s in spans if s[0] < end and s[1] > begin), key=lambda s: (s[0], -s[1]))
    cuts = sorted({begin, end, *(c for s in here for c in s[:2] if begin < c < end)})
    out, opened = [], []
    for left, right in zip(cuts, cuts[1:]):
        wanted = [s for s in here if s[0] < right and s[1] > left]
        common = next((n for n, (a, b) in enumerate(zip(opened, wanted)) if a is not b), min(len(opened), len(wanted)))
        out += [_close(s, left) for s in reversed(opened[common:])]
        out += [_open(s, left) for s in wanted[common:]]
        out.append(_escape(text[left:right]))
        opened = wanted
    return "".join(out + [_close(s, end) for s in reversed(opened)])


def _open(span, at):
    """The span's tag; without its id where it goes on after an interruption, since an id names one place."""
    return span[2] if at == span[0] or not span[2].startswith("<mark") else '<mark class="continued">'


def _close(span, at):
    tag, _, after = span[3].partition(">")
    return f"{tag}>{after}" if at == span[1] else f"{tag}>"


def _escape(text):
    return html.escape(text, quote=False).replace("\r", "&#13;")


def passport(row, labels=None):
    """The words of a claim, its facts, and a place for the ways back, which the exporter fills in."""
    words = element("a", row["surface"], href=f"#{row['claim_id']}", class_="back")
    pairs = [element(tag, part) for fact in facts(row, labels or {}).items() for tag, part in zip(("dt", "dd"), fact)]
    return element("li", element("p", words), element("dl", *pairs, class_="facts"), element("p", class_="uses"),
                   class_="passport", id=f"p-{row['claim_id']}")


def facts(row, labels):
    """Who says what of which measure, as of when, and where it stands: {term: words}, without what is empty; in the codebook's labels."""
    known = labels.get(row["measure"], {})
    label = label_of(row["measure"], labels)
    what = known.get("values", {}).get(row["position"]) or value(row)
    sure = sureness.surely(SimpleNamespace(**row), known.get("statuses", {}))
    who = row["origin"] + (f", in the words “{row['attributed_to']}”" if row["attributed_to"] not in ("", row["origin"]) else "")
    relay = f", through {row['relay']}" if row["relay"] not in ("", row["origin"], row["attributed_to"]) else ""
    found = {
        capital(label): ", ".join(filter(None, (what, sure))),
        "Said by": who + relay, "As of": _as_of(row), "Place": row["place"], "Hedge": row["hedge"], "Note": row["note"],
        "Stands at": f"characters {row['start']} to {row['end']}, marked by {MARKED_BY.get(row['coded_by'], row['coded_by'])}"}
    return {term: words for term, words in found.items() if words}


def value(row):
    """The value of a claim in words: 'about 10,000', '8,000 to 10,000 USD', 'at most 3,000', or its position."""
    if row["position"]:
        return row["position"].replace("_", " ")
    if row["kind"] == "date":
        return dates(row["as_of_from"], row["as_of_to"])
    numbers = [derive.numeral(n) for n in (row["low"], row["high"]) if not pd.isna(n)]
    if not numbers:
        return "no number is given" if row["modality"] == "vague" else ""
    stated = numbers[0] if len(set(numbers)) == 1 else " to ".join(numbers)
    return f"{MODALITY.get(row['modality'], '{}').format(stated)} {row['unit']}".strip()


def _as_of(row):
    stated = dates(row["as_of_from"], row["as_of_to"])
    return f"{stated} ({row['as_of_basis']})" if stated else "not said"


def dates(first, last):
    """('2024-10-28', '2024-10-28') => '28 October 2024'; an interval is shortened as everywhere ('8–13 October 2024'), nothing gives ''."""
    ends = [end for end in (first, last) if end]
    return words(phrases.day(ends[0], ends[-1])) if ends else ""


