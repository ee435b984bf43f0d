"""What goes with the report for machines: date and version, the Data Package, Web Annotations, schema.org, and the closing section that
shows them."""

import datetime
import hashlib
import json
import os

import yaml

from .. import __version__, paths, tables
from ..html import Fragment, download, element
from . import annex

TABLES = {
    "sources": "the articles, when each appeared and how we know",
    "mentions": "every number and date in them, and the claim it makes or why it makes none",
    "claims": "what each article claims, with the exact words",
    "codebook": "what is measured and what counts, and the words the report has for it",
    "agreements": "claims that agree, or differ for a reason that is no disagreement",
    "discrepancies": "claims that disagree, and why",
    "checks": "claims tested against calendar, arithmetic, map and reference facts",
}
ABOUT = {f"{name}.csv": what for name, what in TABLES.items()} | {
    "claims.jsonld": "the claims as W3C Web Annotations", "datapackage.json": "types, keys and hashes of the tables (Data Package)"}
KEYS = {"sources": "source_id", "mentions": "mention_id", "claims": "claim_id", "codebook": "entry", "agreements": "comparison_id",
        "discrepancies": "comparison_id", "checks": "check_id"}
CONTEXT = 32  # characters before and after the words of an annotation, at least, to find them again in another copy of the text


def released():
    """The date the report shows, never today's: SOURCE_DATE_EPOCH, else the release in CITATION.cff, else the newest article's day; None
    where no article has one."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.timezone.utc).date()
    citation = paths.ROOT / "CITATION.cff"
    if citation.exists():
        stated = yaml.safe_load(citation.read_text(encoding="utf-8")).get("date-released")
        if stated:
            return datetime.date.fromisoformat(str(stated))
    days = [d for d in tables.read("sources")["published_to"] if d]
    return datetime.date.fromisoformat(max(days)) if days else None


def iso():
    """The same as YYYY-MM-DD, '' where there is none."""
    day = released()
    return day.isoformat() if day else ""


def shown(day):
    """An ISO day as the report shows its own date: '22 November 2026', or 'undated'."""
    return annex.dates(day, day) or "undated"


def files(title, sources, folder=None):
    """All that is given along with the report => {file name: bytes}, sorted tables first; a table not made yet is left out.

    sources: list[Source], for the words around each claim.
    """
    folder = folder or paths.TABLES
    out = {f"{name}.csv": (folder / f"{name}.csv").read_bytes() for name in TABLES if (folder / f"{name}.csv").exists()}
    if "claims.csv" in out:
        out["claims.jsonld"] = _json(annotations(tables.read("claims", folder), sources))
    out["datapackage.json"] = _json(package(title, out), indent=1)
    return out


def _json(value, indent=None):
    """JSON; without indent an entry of a list to a line, so that a change to one is a change to one line."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=None if indent else (",", ":"))
    return ((text if indent else text.replace('},{"id":', '},\n{"id":')) + "\n").encode("utf-8")


def package(title, contents):
    """A Data Package (datapackage.org) of the files: types, keys, sizes and hashes of each."""
    present = [name for name in TABLES if f"{name}.csv" in contents]
    resources = [{
        "name": name, "path": f"{name}.csv", "profile": "tabular-data-resource", "title": TABLES[name], "scheme": "file", "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "bytes": len(contents[f"{name}.csv"]),
        "hash": f"sha256:{sha256(contents[f'{name}.csv'])}", "schema": _schema(name, present)} for name in present]
    return {"profile": "tabular-data-package", "name": "claimtable", "title": title, "version": __version__,
            **({"created": f"{iso()}T00:00:00Z"} if iso() else {}), "resources": resources}


def _schema(name, present):
    fields = [{"name": c, "type": _type(name, c)} for c in tables.COLUMNS[name]]
    fields[0]["constraints"] = {"required": True, "unique": True}
    schema = {"fields": fields, "missingValues": [""], "primaryKey": [KEYS[name]]}
    if "source_id" in tables.COLUMNS[name] and name != "sources" and "sources" in present:
        schema["foreignKeys"] = [{"fields": ["source_id"], "reference": {"resource": "sources", "fields": ["source_id"]}}]
    return schema


def _type(table, column):
    if column in tables.NUMBERS:
        return "number" if tables.NUMBERS[column].startswith("float") else "integer"
    return "integer" if column in tables.COUNTS.get(table, ()) else "string"


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def data_version(contents):
    """Eight characters that change when any table does."""
    return sha256("".join(sha256(data) for name, data in sorted(contents.items()) if name.endswith(".csv")).encode())[:8]


def annotations(claims, sources):
    """The claims as W3C Web Annotations: each points into its source by quotation and by position (characters, end exclusive)."""
    texts = {s.id: s for s in sources}
    items = [_annotation(row, texts[row["source_id"]]) for row in claims.to_dict("records") if row["source_id"] in texts]
    return {"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:claimtable:claims", "type": "AnnotationPage", "items": items}


def summary(row):
    """What a row of claims.csv says, in a line: 'troops deployed, about 10,000 persons, actual, Pentagon'."""
    return ", ".join(filter(None, (row["measure"].replace("_", " "), annex.value(row), row["status"], row["origin"])))


def around(text, start, end):
    """What stands before and after some words, widened until the three together stand in one place only. => (prefix, suffix)"""
    width = CONTEXT
    while text.count(text[max(0, start - width):end + width]) > 1:
        width *= 2
    return text[max(0, start - width):start], text[end:end + width]


def _annotation(row, source):
    start, end = row["start"], row["end"]
    prefix, suffix = around(source.text, start, end)
    return {
        "id": f"urn:claimtable:{row['claim_id']}", "type": "Annotation", "motivation": "describing", "bodyValue": summary(row),
        "target": {"source": source.url or f"urn:sha256:{source.sha256}", "selector": [
            {"type": "TextQuoteSelector", "exact": source.text[start:end], "prefix": prefix, "suffix": suffix},
            {"type": "TextPositionSelector", "start": start, "end": end}]}}


def dataset(title, summary, contents, sources):
    """schema.org Dataset: what this is, from which articles, and which files are inside the page."""
    kinds = {"csv": "text/csv", "json": "application/json", "jsonld": "application/ld+json"}
    articles = [_without_blanks({"@type": "NewsArticle", "headline": s.title or s.file, "datePublished": s.published_to, "url": s.url,
                                 "publisher": {"@type": "Organization", "name": s.outlet} if s.outlet else None}) for s in sources]
    files = [{"@type": "DataDownload", "name": name, "encodingFormat": kinds[name.rsplit(".", 1)[-1]], "contentSize": f"{len(data)} B",
              "sha256": sha256(data), "contentUrl": f"#file-{name.replace('.', '-')}"} for name, data in contents.items()]
    return {"@context": "https://schema.org", "@type": "Dataset", "name": title, "description": summary, "version": __version__,
            **({"dateModified": iso()} if iso() else {}), "isAccessibleForFree": True, "isBasedOn": articles, "distribution": files}


def _without_blanks(mapping):
    return {k: v for k, v in mapping.items() if v}


def size(data):
    return f"{max(1, round(len(data) / 1024)):,} KB"


def closing(title, contents):
    """The report's last section: the files inside it, its version, how to cite it and how to check it."""
    items = [element("li", download(name, data, name, id=f"file-{name.replace('.', '-')}", class_="file"), f": {ABOUT[name]} (",
                     element("span", size(data), class_="size"), ")") for name, data in contents.items()]
    cite = f"{title}. Version {__version__}, {shown(iso())}, data {data_version(contents)}."
    return Fragment("\n".join(map(str, [
        element("h2", "Data, version and how to cite"),
        element("p", "Every table behind this report is inside the file you are reading. Nothing is fetched from anywhere."),
        element("ul", *items, class_="files"),
        element("p", "Cite as: ", element("cite", cite, class_="citation"),
                " The eight characters after “data” change when any table does; the hash of each source stands with its text in ",
                element("a", href="#annex"), "."),
        element("p", "On paper: this page prints with everything unfolded but its program code and its data; the edition made for paper, ",
                "with page numbers in place of links, is ",
                element("a", "report.pdf", href="report.pdf"), ", which is written beside this file.",
                class_="paper"),
        element("p", "To check this report against its own data: ", element("code", "python -m claimtable verify report.html"),
                ". It computes every number again, compares every quotation with its source, and names each place that does not hold.")])))
