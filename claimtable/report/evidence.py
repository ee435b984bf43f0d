"""What a report carries within itself: the page, its tables and files, and its source texts, read back for `verify`."""

import io
import json
from dataclasses import dataclass

import lxml.html
import pandas as pd

from .. import html, paths, shortnames, tables
from . import annex, metadata
from .metadata import sha256


@dataclass
class Evidence:
    """tree: the page; files: {name: bytes} of the downloads; frames: {table: DataFrame}, figures' too as 'figures/NAME'; texts: {source_id:
    text}; labels: the codebook's words for measures, statuses and positions (annex.labels); names: what the report calls each source."""

    tree: lxml.html.HtmlElement
    files: dict
    frames: dict
    texts: dict
    labels: dict
    names: shortnames.Names


def read(text, name="the report"):
    """A report's HTML => Evidence. Raises InputError, with the file's name, when it is none."""
    tree = lxml.html.document_fromstring(text if text.strip() else "<html></html>")
    files = {link.get("download"): html.downloaded(link.get("href")) for link in tree.iter("a") if link.get("class") == "file"}
    if "claims.csv" not in files:
        raise paths.InputError(name, "", "carries no claims.csv, so it is no report or only a part of one",
                               "verify a report.html or report.pdf made by `make report`")
    contents = {name.removesuffix(".csv"): data for name, data in files.items()}
    frames = {table: tables.typed(table, csv(data, table)) for table, data in contents.items() if table in tables.COLUMNS}
    for figure in tree.xpath("//figure[@data-figure]"):
        for link in figure.xpath(".//a[@download]"):
            frames[f"figures/{figure.get('data-figure')}"] = csv(html.downloaded(link.get("href")))
    texts = {place.get("data-source"): place.text_content() for place in tree.xpath("//div[@class='source-text']")}
    return Evidence(tree, files, frames, texts, annex.labels(frames["codebook"]) if "codebook" in frames else {},
                    shortnames.of_table(frames["sources"]) if "sources" in frames else shortnames.Names({}))


def csv(data, table=None):
    """CSV bytes => DataFrame; every cell text, but for the number columns of a table of ours."""
    numbers = {c: [""] for c in tables.NUMBERS} if table else None
    return pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False, na_values=numbers, encoding="utf-8")


def problems(evidence):
    """What does not hold among the files themselves: sizes and hashes, source texts, spans, annotations."""
    yield from _package(evidence)
    yield from _texts(evidence)
    yield from _spans(evidence)
    yield from _annotations(evidence)
    yield from _dataset(evidence)


def _package(evidence):
    package = json.loads(evidence.files.get("datapackage.json", b'{"resources": []}'))
    listed = {resource["path"]: resource for resource in package["resources"]}
    for name in sorted(set(listed) ^ {n for n in evidence.files if n.endswith(".csv")}):
        yield f"datapackage.json: {name} is {'listed but not in the report' if name in listed else 'in the report but not listed'}"
    for name, resource in listed.items():
        data = evidence.files.get(name, b"")
        if data and (resource["bytes"], resource["hash"]) != (len(data), f"sha256:{sha256(data)}"):
            yield (f"{name}: changed since the report was made: datapackage.json has {resource['bytes']} bytes, {resource['hash']}; "
                   f"the file has {len(data)} bytes, sha256:{sha256(data)}")


def _texts(evidence):
    for row in evidence.frames["sources"].itertuples():
        text = evidence.texts.get(row.source_id)
        if text is None:
            yield f"annex: source {row.source_id} is missing"
        elif sha256(text.encode("utf-8")) != row.sha256:
            yield f"annex: the text of source {row.source_id} has sha256 {sha256(text.encode('utf-8'))}; sources.csv has {row.sha256}"


def _spans(evidence):
    """Every claim's words stand where it says, inside the sentence it quotes; the annex marks just them."""
    for row in evidence.frames["claims"].to_dict("records"):
        text = evidence.texts.get(row["source_id"], "")
        found = text[row["start"]:row["end"]]
        if found != row["surface"]:
            yield f"claims.csv, {row['claim_id']}: the words are “{row['surface']}”; source {row['source_id']} has “{found}” there"
        begin, end = annex.sentence(text, row)
        if row["quote"] != text[begin:end]:
            yield f"claims.csv, {row['claim_id']}: the quote is not in source {row['source_id']}: “{row['quote']}”"
    marked = {mark.get("id"): at for at, mark in _places(evidence.tree) if mark.get("id")}
    wanted = {row.claim_id: row.start for row in evidence.frames["claims"].itertuples()}
    for claim_id in sorted(set(marked) | set(wanted)):
        if marked.get(claim_id) != wanted.get(claim_id):
            yield f"annex, {claim_id}: marked at character {marked.get(claim_id)}; claims.csv has {wanted.get(claim_id)}"


def _places(tree):
    """(offset in the source, mark) for each mark of the annex."""
    for place in tree.xpath("//div[@class='source-text']"):
        offset = 0
        for event, element in lxml.etree.iterwalk(place, events=("start", "end")):
            if event == "start":
                if element.tag == "mark":
                    yield offset, element
                offset += len(element.text or "")
            elif element is not place:
                offset += len(element.tail or "")


def _annotations(evidence):
    if "claims.jsonld" not in evidence.files:
        return
    items = {item["id"].removeprefix("urn:claimtable:"): item for item in json.loads(evidence.files["claims.jsonld"])["items"]}
    for row in evidence.frames["claims"].to_dict("records"):
        text, item = evidence.texts.get(row["source_id"], ""), items.pop(row["claim_id"], None)
        if item is None:
            yield f"claims.jsonld: claim {row['claim_id']} is missing"
            continue
        quote, position = item["target"]["selector"]
        if (position["start"], position["end"], quote["exact"]) != (row["start"], row["end"], text[row["start"]:row["end"]]):
            yield (f"claims.jsonld, {row['claim_id']}: points to “{quote['exact']}”, {position['start']} to {position['end']}; "
                   f"claims.csv has “{row['surface']}”, {row['start']} to {row['end']}")
        around = metadata.around(text, row["start"], row["end"])
        if (quote["prefix"], quote["suffix"]) != around:
            yield f"claims.jsonld, {row['claim_id']}: the words around it are not those of source {row['source_id']}"
        if item["bodyValue"] != metadata.summary(row):
            yield f"claims.jsonld, {row['claim_id']}: says “{item['bodyValue']}”; claims.csv gives “{metadata.summary(row)}”"
    yield from (f"claims.jsonld: no claim {claim_id} in claims.csv" for claim_id in items)


def summary(tree):
    """The lead in plain words, by which the page describes itself to machines."""
    return " ".join(p.text_content().strip() for p in tree.iterfind(".//main/div[@class='lead']/p")) or tree.xpath("string(//h1)")


def _dataset(evidence):
    """The page's description for machines, written again from what it carries; the date is the page's own."""
    tree = evidence.tree
    wanted = metadata.dataset(tree.xpath("string(//h1)"), summary(tree), evidence.files, list(evidence.frames["sources"].itertuples()))
    wanted.pop("dateModified", None)
    if tree.xpath("//header//time"):
        wanted["dateModified"] = tree.xpath("string(//header//time/@datetime)")
    for place in tree.xpath("//script[@type='application/ld+json']"):
        found = differences(json.loads(place.text), wanted)
        yield from (f"the page's own description, {at}: says {said}; it should be {right}" for at, said, right in found)


def differences(said, wanted, at=""):
    """Where two JSON values differ: (place, the one, the other)."""
    if isinstance(said, dict) and isinstance(wanted, dict):
        for key in sorted(said.keys() | wanted.keys()):
            yield from differences(said.get(key), wanted.get(key), f"{at}.{key}".strip("."))
    elif isinstance(said, list) and isinstance(wanted, list) and len(said) == len(wanted):
        for n, pair in enumerate(zip(said, wanted)):
            yield from differences(*pair, f"{at}[{n}]")
    elif said != wanted:
        yield at, json.dumps(said, ensure_ascii=False), json.dumps(wanted, ensure_ascii=False)
