"""Bring a source in: a text, a saved web page or a PDF becomes data/sources/ID_HASH.txt with an entry in sources.yaml."""

import hashlib
import logging
import re
from datetime import date
from pathlib import Path

import yaml
from pydantic import ValidationError

from . import paths
from .quantities import mentions
from .sources import Entry, UNPRINTED, interval, read_entries
from .yamlfiles import Base, Misplaced, wrong

OPENING = 6  # lines of a text in which its outlet and day may stand
DATELINE = 90  # characters of a line that says no more than that
RICH = "{\\rtf"
PACKED = b"PK\x03\x04"  # how .docx and .odt begin
SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(https?://\S+) -->")  # what a browser writes at the head of a page it saves
BROKEN = re.compile(r"\u00ad\n|(?<=[^\s.!?:] )\n(?=[a-z\d$€£])")  # where a line of a PDF ends within a word or a sentence
PAGE = re.compile(r"\ufeff?\s*(\{\\rtf|<!doctype html|<html|<\?xml)", re.I)


def add(file, published=None, outlet=None, url=None, sheet=paths.DATA / "sources.yaml"):
    """Copy a .txt (kept byte for byte when it is UTF-8), or the article text of an .html or .pdf, and list it. => the new id.

    published: 'YYYY-MM-DD' or 'from/to', else the date a saved page states, else that of a dateline, else left open. Raises InputError.
    """
    file, sheet = Path(file), Path(sheet)
    entries = read_entries(sheet)
    data, found = _read(file)
    digest = hashlib.sha256(data).hexdigest()
    _refuse_known(file, data.decode("utf-8"), entries, sheet)
    number = f"{1 + max((int(e.id) for e in entries if e.id.isdigit()), default=-1):03d}"
    name = f"{number}_{digest[:16]}.txt"
    title = found.get("title") or data.decode("utf-8-sig").strip().splitlines()[0][:200]
    entry = {"id": number, "file": name, "sha256": digest, "title": title,
             "outlet": outlet or found.get("outlet"), "url": url or found.get("url"), "language": "en",
             "published": _published(file, published, found) or dateline(data.decode("utf-8-sig"))}
    if entry["outlet"] is None:
        entry["outlet_why"] = "Not given when the source was added."
    text = yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=120)
    kept = sheet.read_text("utf-8")
    kept = re.sub(r"(?m)^sources:\s*\[\s*\]\s*$", "sources:", kept)
    sheet_now = kept.rstrip("\n") + "\n" + re.sub("(?m)^", "  ", text).rstrip() + "\n"
    if _entries(sheet_now) != [*_entries(kept), entry]:
        raise paths.InputError(sheet, "sources", "is written in a way that an entry cannot be put behind",
                               "write `sources:` on a line of its own and each entry below it as `  - id: ...`, two spaces in; "
                               "then add again")
    try:
        Entry.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        raise paths.InputError(file, str(first["loc"][0]), wrong(first), "data/README.md says what goes there") from None
    copy = paths.write(sheet.parent / "sources" / name, data)
    try:
        paths.write(sheet, sheet_now)
    except BaseException:
        copy.unlink()  # a text without an entry would stop the next run
        raise
    return number


def listed(number, sheet=paths.DATA / "sources.yaml"):
    """What the entry of a source says, for whoever looks it over."""
    entry = next(entry for entry in read_entries(Path(sheet)) if entry.id == number)
    day = f"{entry.published.date} ({entry.published.why.rstrip('.')})" if entry.published else ""
    told = {"title": entry.title, "outlet": entry.outlet, "published": day, "url": entry.url}
    return "\n".join(f"  {key}: {value}" for key, value in told.items() if value)


def unknown(number, sheet=paths.DATA / "sources.yaml"):
    """What the entry of a source leaves open and its readers would miss: {key: what is amiss}."""
    entries = read_entries(Path(sheet))
    entry = next(entry for entry in entries if entry.id == number)
    alike = [other.id for other in entries if other.outlet == entry.outlet and not other.short and other is not entry]
    told = {}
    if entry.published and entry.published.date.split("/")[-1] > date.today().isoformat():
        told["published"] = f"said to have appeared on {entry.published.date}, which is still to come: if that is not meant, put it right"
    if entry.published is None:
        told["published"] = "not known: when it appeared (a day, or from/to; --published gives it), so no date in it has a year"
    if entry.outlet is None:
        told["outlet"] = "not known: who published it (--outlet gives it)"
    if entry.outlet and alike:
        told["short"] = (f"its outlet is that of source {', '.join(alike)}, so the report calls each by its number until each has a short "
                         "name")
    return told


def _refuse_known(file, text, entries, sheet):
    """Raise InputError for a text that is already there, be it with other line ends or spaces."""
    for entry in entries:
        there = sheet.parent / "sources" / entry.file
        if there.is_file() and _words(there.read_text("utf-8", errors="replace")) == _words(text):
            raise paths.InputError(file, "", f"the same text is already there as source {entry.id}",
                                   "nothing needs to be done; if another outlet printed it word for word, put its file into data/sources/ "
                                   "and its entry into sources.yaml by hand")


def _words(text):
    return text.removeprefix("\ufeff").split()


def _entries(text):
    """The entries of a sheet as plain data; [] where there are none or it cannot be read."""
    try:
        return (yaml.load(text, Loader=Base) or {}).get("sources") or []
    except (yaml.YAMLError, AttributeError):
        return []


def _read(file):
    """(bytes of the text to keep, what the file says of itself)."""
    if not file.is_file():
        raise paths.InputError(file, "", "no such file", "check the name")
    kind = file.suffix.lower()
    if kind in (".html", ".htm"):
        text, found = _page(decode(file))
    elif kind in (".mhtml", ".mht"):
        text, found = _page(archived(file))
    elif kind == ".pdf":
        text, found = _pdf(file)
    else:
        text, found = decode(file), {}
        if page := PAGE.match(text):
            rich = page[1] == RICH
            what = "a document of a word processor" if rich else "a web page"
            raise paths.InputError(file, "line 1", f"begins with {page[1]!r}: {what}, no plain text",
                                   "save it as plain text" if rich else "let its name end in .html")
    if not text.strip("\ufeff \t\r\n"):
        raise paths.InputError(file, "", "no text found in it", "save the article as plain text and add that")
    if bad := UNPRINTED.search(text):
        raise paths.InputError(file, f"line {1 + text.count(chr(10), 0, bad.start())}",
                               f"a character that no text has ({ascii(bad.group())})", "save the article as plain text and add that")
    return text.encode("utf-8"), found


def decode(file):
    """A text file as str: UTF-8 as it is; otherwise what charset-normalizer is sure of, or InputError with the file's name."""
    data = Path(file).read_bytes()
    if data.startswith(PACKED):
        raise paths.InputError(file, "", "a document of a word processor or an archive, no plain text", "save the article as plain text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    best = from_bytes(data).best() if b"\0" not in data[:4096] or data[:2] in (b"\xff\xfe", b"\xfe\xff") else None
    if best is None:
        raise paths.InputError(file, "", "not a text in any encoding that can be told", "save it as UTF-8 text")
    return str(best)


def archived(file):
    """The page in a .mhtml, which is a mail with the page and its pictures as parts."""
    from email import message_from_bytes, policy

    mail = message_from_bytes(Path(file).read_bytes(), policy=policy.default)
    part = next((part for part in mail.walk() if part.get_content_type() == "text/html"), None)
    if part is None:
        raise paths.InputError(file, "", "no web page found in it", "save the page as .html, or the article as plain text")
    place = part.get("Content-Location") or ""
    return f"<!-- saved from url=(0000){place} -->\n{part.get_content()}"


def _page(page):
    import htmldate
    import trafilatura

    text = trafilatura.extract(page, include_comments=False, favor_recall=True) or ""
    about = trafilatura.extract_metadata(page)
    found = {"title": about.title, "outlet": about.sitename, "url": about.url} if about else {}
    if not re.match(r"https?://\S+$", found.get("url") or ""):
        saved = SAVED_FROM.search(page)
        found["url"] = saved and saved[1]
    day = htmldate.find_date(page, original_date=True)  # of the days up to today; one to come only where the page's head states it
    return text, {**found, "date": day or htmldate.find_date(page, original_date=True, extensive_search=False, max_date="2999-12-31")}


def _pdf(file):
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it finds wrong is told once, by us
    try:
        pages = PdfReader(file)
        text = BROKEN.sub("", UNPRINTED.sub(" ", "\n\n".join(page.extract_text() for page in pages.pages)))
        title = (pages.metadata or {}).get("/Title")
    except FileNotDecryptedError:
        raise paths.InputError(file, "", "is locked with a password", "save the article as plain text and add that") from None
    # What a broken PDF makes pypdf raise.
    except (PyPdfError, OSError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError) as error:
        raise paths.InputError(file, "", f"not readable as a PDF ({str(error) or type(error).__name__})",
                               "save the article as plain text and add that") from error
    return text, {"title": str(title) if title else None}


def dateline(text):
    """When a text appeared by a line of its own near its head, as an entry has it, or None.

    "Inland Times, 12 February 2025" => 2025-02-12; a line that goes on to the news is none, nor is one with two days.
    """
    for line in list(filter(None, map(str.strip, text.strip().splitlines())))[:OPENING]:
        days = {m.date_from for m in mentions(line) if m.kind == "date" and m.date_from and m.date_from == m.date_to}
        if len(days) == 1 and len(line) <= DATELINE and not line.endswith((".", "!", "?", "”", '"')):
            return {"date": days.pop(), "basis": "stated", "why": f"A line near its head reads “{line}”."}
    return None


def _published(file, given, found):
    if given is not None:
        try:
            interval(given)
        except Misplaced as error:
            raise paths.InputError(file, "published", str(error), error.mend) from None
        return {"date": given, "basis": "inferred" if "/" in given else "stated", "why": "Given when the source was added."}
    if found.get("date"):
        return {"date": found["date"], "basis": "stated", "why": "The saved page states it."}
    return None
