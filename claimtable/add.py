"""Bring a source in: a text, a saved web page or a PDF becomes data/sources/ID_HASH.txt with an entry in sources.yaml."""

import hashlib
import re
from datetime import date
from pathlib import Path

import yaml

from . import paths
from .sources import read_entries


def add(file, published=None, outlet=None, url=None, sheet=paths.DATA / "sources.yaml"):
    """Copy a .txt (kept byte for byte when it is UTF-8), or the article text of an .html or .pdf, and list it. => the new id.

    published: 'YYYY-MM-DD' or 'from/to', else the date a saved page states, else left open. Raises InputError.
    """
    file, sheet = Path(file), Path(sheet)
    entries = read_entries(sheet)
    data, found = _read(file)
    digest = hashlib.sha256(data).hexdigest()
    for entry in entries:
        if entry.sha256 == digest:
            raise paths.InputError(file, "", f"the same text is already there as source {entry.id}", "nothing needs to be done")
    number = f"{1 + max((int(e.id) for e in entries if e.id.isdigit()), default=-1):03d}"
    name = f"{number}_{digest[:16]}.txt"
    entry = {"id": number, "file": name, "sha256": digest, "title": found.get("title") or data.decode().strip().splitlines()[0][:200],
             "outlet": outlet or found.get("outlet"), "url": url or found.get("url"), "language": "en",
             "published": _published(file, published, found)}
    if entry["outlet"] is None:
        entry["outlet_why"] = "Not given when the source was added."
    text = yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=120)
    kept = sheet.read_text("utf-8")
    kept = re.sub(r"(?m)^sources:\s*\[\s*\]\s*$", "sources:", kept)
    sheet_now = kept.rstrip("\n") + "\n" + re.sub("(?m)^", "  ", text).rstrip() + "\n"
    if _entries(sheet_now) != [*_entries(kept), entry]:
        raise paths.InputError(sheet, "sources", "is written in a way that an entry cannot be put behind",
                               "write `sources:` on a line of its own and each entry below it as `  - id: ...`, two spaces in; then add again")
    paths.write(sheet.parent / "sources" / name, data)
    paths.write(sheet, sheet_now)
    return number


def _entries(text):
    """The entries of a sheet as plain data; [] where there are none or it cannot be read."""
    try:
        return (yaml.safe_load(text) or {}).get("sources") or []
    except (yaml.YAMLError, AttributeError):
        return []


def _read(file):
    """(bytes of the text to keep, what the file says of itself)."""
    if not file.is_file():
        raise paths.InputError(file, "", "no such file", "check the name")
    kind = file.suffix.lower()
    if kind in (".html", ".htm"):
        text, found = _page(file)
    elif kind == ".pdf":
        text, found = _pdf(file)
    else:
        text, found = decode(file), {}
    if not text.strip():
        raise paths.InputError(file, "", "no text found in it", "save the article as plain text and add that")
    return text.encode("utf-8"), found


def decode(file):
    """A text file as str: UTF-8 as it is; otherwise what charset-normalizer is sure of, or InputError with the file's name."""
    data = Path(file).read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    best = from_bytes(data).best() if b"\0" not in data[:4096] or data[:2] in (b"\xff\xfe", b"\xfe\xff") else None
    if best is None:
        raise paths.InputError(file, "", "not a text in any encoding that can be told", "save it as UTF-8 text")
    return str(best)


def _page(file):
    import htmldate
    import trafilatura

    page = decode(file)
    text = trafilatura.extract(page, include_comments=False, favor_recall=True) or ""
    about = trafilatura.extract_metadata(page)
    found = {"title": about.title, "outlet": about.sitename, "url": about.url} if about else {}
    return text, {**found, "date": htmldate.find_date(page, original_date=True)}


def _pdf(file):
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        pages = PdfReader(file)
        text = "\n\n".join(page.extract_text() for page in pages.pages)
    except PyPdfError as error:
        raise paths.InputError(file, "", f"not readable as a PDF ({error})", "save the article as plain text and add that") from error
    title = (pages.metadata or {}).get("/Title")
    return text, {"title": str(title) if title else None}


def _published(file, given, found):
    if given:
        try:
            ends = [date.fromisoformat(part) for part in given.split("/")]
        except ValueError:
            ends = []
        if len(ends) not in (1, 2) or ends != sorted(ends):
            raise paths.InputError(file, "published", f"'{given}' is no date", "write YYYY-MM-DD, or from/to when only an interval is known")
        return {"date": given, "basis": "stated" if len(ends) == 1 else "inferred", "why": "Given when the source was added."}
    if found.get("date"):
        return {"date": found["date"], "basis": "stated", "why": "The saved page states it."}
    return None
