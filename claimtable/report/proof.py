"""Each number in the report's words and tables against what the report carries: claims, recipes, dates, quotations, cells."""

import io
import json
import re

import pandas as pd

from .. import derive, html, shortnames
from . import annex
from .prose import day

NUMBER = re.compile(r"\d+(?:[,.\u201a\u00a0]\d+)*")
# What is proved elsewhere: source texts by their hash, passports and facts by writing them again, figures by their data.
ELSEWHERE = {"source-text", "passport", "facts", "working-fold", "tools", "filter", "number", "label", "uses", "ref", "files", "hash"}
ELSEWHERE = {"source-text", "passport", "facts", "working-fold", "tools", "filter", "number", "label", "uses", "ref", "files", "hash"}
RUNNING = ("./text() | ./em//text() | ./strong//text() | ./span[not(@class='label' or @class='number')]//text() "
           "| ./a[not(@class)]/text()")  # the running words of a paragraph

def problems(evidence):
    """Every number, name, date, quotation and cell of the report that does not follow from the data it carries, with its place."""
    main = evidence.tree.find(".//main")
    claims = {row["claim_id"]: row for row in evidence.frames["claims"].to_dict("records")}
    yield from _claim_links(main, claims, evidence)
    yield from _source_links(main, evidence.names)
    yield from _names(main, evidence.names)
    yield from _calculations(main, evidence.frames, evidence.names)
    yield from _dates(main, evidence.frames)
    yield from _quotations(main, claims, evidence.texts)
    yield from _passports(main, claims, evidence)
    yield from _facts(main, evidence)
    yield from _loose(main, evidence.frames, evidence.names)
    for table in main.xpath(".//div[@class='table' or @class='table wide']//table[@id]"):
        yield from _cells(table, evidence.frames, evidence.names)


def numbers(text):
    """The numbers in a text as written, without separators: 'About 10,900 of 1.2 m' => ['10900', '1.2']."""
    return [re.sub(r"[,\u201a\u00a0](?=\d{3}(?!\d))", "", found).rstrip(".") for found in NUMBER.findall(text)]


def place(element):
    """Where in the report something stands, for a person to find: 'section 2 How many soldiers?, table-numbers'."""
    around = [element, *element.iterancestors()]
    section = next((a for a in around[1:] if a.tag == "section" and a.get("data-heading") and a.find("h2") is not None), None)
    inner = next((a.get("id") for a in around if a.tag in ("table", "figure", "section") and a.get("id")), None)
    outer = " ".join(section.find("h2").text_content().split()) if section is not None else "the lead"
    return f"{outer}{', ' + inner if inner else ''}"


def _claim_links(main, claims, evidence):
    outlets = dict(zip(evidence.frames["sources"]["source_id"], evidence.frames["sources"]["outlet"]))
    for link in main.xpath(".//a[contains(concat(' ', @class, ' '), ' claim ')]"):
        claim_id, text = link.get("href", "")[1:], link.text_content()
        if claim_id not in claims:
            yield f"{place(link)}: “{text}” leads to claim {claim_id}, which claims.csv does not have"
            continue
        row = claims[claim_id]
        if link.get("aria-label", f"{text}: {row['surface']}") != f"{text}: {row['surface']}":
            yield f"{place(link)}: is read aloud as “{link.get('aria-label')}”; claim {claim_id} says “{row['surface']}”"
        own = [evidence.names(row["source_id"])] if row["origin"] and row["origin"] == outlets.get(row["source_id"]) else []
        if text.strip() not in own and not _says(text.strip().strip(html.QUOTES), row, evidence.names):
            known = f"{annex.value(row) or 'no value'}, {row['origin']}"
            yield f"{place(link)}: says “{text}” where claim {claim_id} says “{row['surface']}” ({known})"


def _source_links(main, names):
    for link in main.xpath(".//a[@class='source']"):
        said, wanted = link.text_content(), link.get("href", "").removeprefix("#source-")
        if said.lower() not in (names(wanted).lower(), wanted.lower()):
            yield f"{place(link)}: says “{link.text_content()}” and leads to source {wanted}"


def _names(main, names):
    """Whatever is set as a source's name is the name of one."""
    known = set(names.of.values())
    for name in main.iter(shortnames.TAG):
        if name.text_content() not in known:
            yield f"{place(name)}: “{name.text_content()}” is the name of no source"


def _says(text, row, names):
    """Whether our words for a claim are its own: the source's words, its value, its speaker, its id, its source."""
    own = [row[c].strip(html.QUOTES) for c in ("surface", "claim_id", "attributed_to", "quote")]
    speaker = [names.plain(row["origin"]), row["origin"].rsplit(" (", 1)[0]]
    known = [*own, *speaker, annex.value(row), row["position"].replace("_", " "), names(row["source_id"])]
    plain = lambda words: " ".join(words.replace("\u201a", ",").lower().split())
    if plain(text) in map(plain, known) or (len(text) > 3 and plain(text) in plain(row["quote"])):
        return True
    values = [derive.numeral(n).replace(",", "") for n in (row["low"], row["high"]) if not pd.isna(n)]
    return bool(numbers(text)) and set(numbers(text)) <= {*values, *numbers(row["surface"])}


def _calculations(main, frames, names):
    for data in main.xpath(".//data[@data-calc]"):
        text, stated = data.text_content(), data.get("value")
        try:
            found = derive.value(json.loads(data.get("data-calc")), frames)
        except ValueError as error:
            yield f"{place(data)}: “{text}” cannot be computed again: {error}"
            continue
        if str(found) != stated:
            yield f"{place(data)}: the report has {stated}; computed again from its data it is {found} ({data.get('data-calc')})"
        ways = (derive.words(found), html.escape(found), str(found), html.words(html.Fragment(str(found))))
        if text.lower() not in {names.plain(way).lower() for way in ways}:
            yield f"{place(data)}: says “{text}”; computed again from its data it is {derive.words(found)}"


def _dates(main, frames):
    """Every date reads as its own machine-readable form does, and is a date of a source, of a claim or of this report."""
    known = {d for table, columns in (("sources", ("published_from", "published_to")), ("claims", ("as_of_from", "as_of_to")))
             for c in columns for d in frames[table][c]}
    for time in main.xpath(".//time"):
        stamp = time.get("datetime") or time.get("data-interval", "")
        try:
            written = day(*stamp.split("/"))
        except (ValueError, TypeError):
            yield f"{place(time)}: “{time.text_content()}” has no date that can be read: {stamp!r}"
            continue
        if html.words(written) != time.text_content():
            yield f"{place(time)}: says “{time.text_content()}” where its own date is {stamp}, “{html.words(written)}”"
        if not set(stamp.split("/")) <= known:
            yield f"{place(time)}: {stamp} (“{time.text_content()}”) is no date of a source or a claim"


def _quotations(main, claims, texts):
    for quotation in main.xpath(".//q | .//blockquote"):
        said, cite = quotation.text_content().strip(), quotation.get("cite", "")[1:]
        row = claims.get(cite)
        if row is None:
            yield f"{place(quotation)}: the quotation “{said[:60]}” names no claim"
            continue
        wanted = row["quote"] if quotation.tag == "blockquote" else texts.get(row["source_id"], "")
        pieces = [" ".join(piece.split()) for piece in said.split("…") if piece.strip()]
        missing = [piece for piece in pieces if piece not in " ".join(wanted.split())]
        if missing or (quotation.tag == "blockquote" and "…" not in said and " ".join(said.split()) != " ".join(wanted.split())):
            yield f"{place(quotation)}: quotes “{said}”; source {row['source_id']} has “{row['quote']}”"


def _passports(main, claims, evidence):
    for item in main.xpath(".//li[@class='passport']"):
        claim_id = item.get("id", "")[2:]
        if claim_id not in claims:
            yield f"annex: a passport of claim {claim_id}, which claims.csv does not have"
            continue
        row = claims[claim_id]
        shown = {term.text_content(): fact.text_content() for term, fact in zip(item.findall("dl/dt"), item.findall("dl/dd"))}
        shown[""] = item.find("p").text_content()
        wanted = {term: html.words(fact) for term, fact in annex.facts(row, evidence.labels).items()} | {"": row["surface"]}
        for term in shown.keys() | wanted.keys():
            says, gives = shown.get(term, ""), wanted.get(term, "")
            if " ".join(says.split()) != " ".join(evidence.names.plain(gives).split()):
                yield f"annex, passport of {claim_id}, {term or 'words'}: says “{says}”; claims.csv gives “{gives}”"


def _facts(main, evidence):
    """What the annex says of each source: hash, day of publication, length."""
    counts = evidence.frames["claims"]["source_id"].value_counts()
    for row in evidence.frames["sources"].itertuples():
        for pairs in main.xpath(f".//section[@data-heading='source-{row.source_id}']/dl"):
            shown = {pair[0].text_content(): pair[1].text_content() for pair in pairs.findall("div")}
            length = annex.length(evidence.texts.get(row.source_id, ""), counts.get(row.source_id, 0))
            published = annex.dates(row.published_from, row.published_to) or "not known"
            published += " (" if row.published_from else ""
            for term, wanted in (("SHA-256", row.sha256), ("Length", length), ("File", row.file), ("Published", published)):
                if not shown.get(term, "").startswith(wanted):
                    yield f"annex, source {row.source_id}, {term}: says “{shown.get(term, '')}”; the data give “{wanted.rstrip(' (')}”"



def _elsewhere(element):
    """Is what stands in it proved elsewhere?"""
    return element.tag in ("blockquote", "figure", "tbody") or not ELSEWHERE.isdisjoint(element.get("class", "").split())

def _loose(main, frames, names):
    """Digits in running words that no claim, recipe, date, name or table's words stand behind."""
    named = set(frames["sources"]["source_id"])
    told = "\n".join(" ".join(cell.split()) for table in ("sources", "agreements", "discrepancies", "checks") if table in frames
                     for cell in frames[table].select_dtypes(["object", "string"]).to_numpy().ravel())
    given = _given(frames)
    told = names.plain(told + "".join(f"\n{annex.heading(row)}" for row in frames["sources"].itertuples()))
    for element in main.iter("p", "li", "dd", "dt", "h2", "h3", "h4", "caption", "summary"):
        if any(_elsewhere(around) for around in (element, *element.iterancestors())):
            continue
        for node in element.xpath(RUNNING):
            loose = [n for n in numbers(given.sub("", node)) if not _is_name(node, n, named)]
            said = re.sub(r"^Source \S+: ", "", " ".join(node.split()))  # a source's heading: its id, then its title
            if loose and not _refers(node) and said not in told:
                yield f"{place(element)}: nothing stands behind {', '.join(loose)} in “{' '.join(node.split())[:80]}”"


def _given(frames):
    """A pattern for words with a digit that are no number of ours: what people call the event, the measures and the positions, and who
    speaks."""
    told = {"codebook": ("label", "question"), "claims": ("attributed_to", "origin", "relay", "place")}
    columns = [frames[table][column] for table in told if table in frames for column in told[table]]
    ids = {i for i in frames["sources"]["source_id"] if not i.isdigit()} if "sources" in frames else set()
    words = ids | {cell.rstrip("?.") for column in columns for cell in column if NUMBER.search(cell)}
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)", re.I)


def _is_name(text, number, named):
    return number in named and re.search(rf"\bsources? [^.]*\b{re.escape(number)}\b", text, re.I)


def _refers(node):
    """A link's own words, 'Figure 2': proved with the numbering."""
    parent = node.getparent()
    return parent is not None and parent.tag == "a" and parent.get("href", "").startswith("#") and not node.is_tail


def _cells(table, frames, names):
    """Each cell against the table's own CSV, and, where the rows come from one of our tables, against that."""
    link = table.xpath("ancestor::div[contains(@class, 'table')]/p[@class='tools']/a[@download]")
    head = [cell.get("data-col") for cell in table.xpath("./thead/tr/th")]
    own = pd.read_csv(io.BytesIO(html.downloaded(link[0].get("href"))), dtype=str, keep_default_na=False) if link else pd.DataFrame()
    rows = table.xpath("./tbody/tr")
    every, shown = len(own), own if len(own) == len(rows) else html.abridged(own)
    if list(own.columns) != head or len(shown) != len(rows):
        yield f"{place(table)}: {len(rows)} rows of {', '.join(head)}; its CSV has {every} of {', '.join(own.columns)}"
        return
    yield from rows_told(table.xpath("ancestor::div[contains(@class, 'table')]")[-1], table, len(rows), every)
    own = shown
    source, key = frames.get(table.get("data-source")), table.get("data-key")
    for n, row in enumerate(rows):
        base = source[source[key] == row.get("data-key")] if source is not None and key else None
        if base is not None and len(base) != 1:
            yield f"{place(table)}: row {n + 1} is {row.get('data-key')}, which {table.get('data-source')}.csv has {len(base)} times"
            base = None
        for column, cell in zip(head, row):
            shown, wanted = cell.text_content(), own[column].iloc[n]
            if shown not in (wanted, numeral(wanted), names.plain(wanted), names.tag(wanted)):
                yield f"{place(table)}, row {n + 1}, {column}: says “{shown}”; its CSV has “{wanted}”"
            if base is not None:
                allowed = {m for value in base.iloc[0] for m in numbers(value if isinstance(value, str) else derive.numeral(value))}
                allowed |= {m for d in _days(base.iloc[0]) for m in numbers(d)}
                strange = [m for m in numbers(names.without(shown)) if m not in allowed]
                if strange:
                    origin = f"{table.get('data-source')}.csv, {row.get('data-key')}"
                    yield f"{place(table)}, row {n + 1}, {column}: {', '.join(strange)} in “{shown}” is not in {origin}"


def rows_told(holder, table, shown, every):
    """A table that has not all rows says how many it has, of how many; any other says nothing of the kind."""
    told = [[data.get("value"), data.text_content()] for data in holder.xpath("./p[@class='remark']/data[not(@data-calc)]")]
    wanted = [] if shown == every else [[str(n), derive.numeral(n)] for n in (shown, every)]
    if told != wanted:
        yield f"{place(table)}: says that it shows {' of '.join(text for _, text in told) or 'all'} rows; it shows {shown} of {every}"


def numeral(cell):
    """A cell as text that compares: '10000.0' and 10000.0 => '10,000'; words stay."""
    try:
        return derive.numeral(float(cell))
    except ValueError:
        return cell


def _days(row):
    """The dates of a row in words, whole and as an interval."""
    found = [v for v in row if isinstance(v, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", v)]
    days = [day(iso) for iso in found] + ([day(row["as_of_from"], row["as_of_to"] or None)] if row.get("as_of_from") else [])
    return [html.words(one) for one in days]
