"""The sources: what `sources.yaml` says about each text, and the text itself, exactly as received."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field, StrictStr, field_validator, model_validator

from . import paths, references, shortnames, yamlfiles
from .codebook import Model, is_day

SHORT = 30  # characters of the name a reader knows a source by: as much as a line of a figure has room for
UNPRINTED = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")  # characters that no page and no table can hold as they are


@dataclass(frozen=True)
class Source:
    """One article. `text[start:end]` is what every span of a mention or claim points into; it is never edited.

    published_from and published_to are 'YYYY-MM-DD', equal when the day is known, '' when nothing is.
    """

    id: str
    file: str
    sha256: str
    title: str
    outlet: str | None
    outlet_why: str
    url: str | None
    published_from: str
    published_to: str
    published_basis: str
    published_why: str
    language: str
    chrome: tuple
    text: str
    short: str = ""

    @property
    def name(self):
        """What the report calls it when it speaks for itself: its outlet, or 'source 000'."""
        return self.outlet or f"source {self.id}"

    @property
    def published(self):
        """'2024-11-05', '2024-10-23/2024-10-29' or None: what the date reader resolves against."""
        if not self.published_from:
            return None
        return self.published_from if self.published_from == self.published_to else f"{self.published_from}/{self.published_to}"


def interval(text):
    """'2024-11-05' or '2024-10-29/2024-10-30', as it is; Misplaced for anything else."""
    ends = text.split("/")
    try:
        good = len(ends) <= 2 and all(ends) and ends == sorted(map(is_day, ends))
    except ValueError:
        good = False
    if not good:
        raise yamlfiles.Misplaced((), f"'{text}' is no date",
                                  "write YYYY-MM-DD, or from/to with from before to where only an interval is known")
    return text


class Published(Model):
    date: str
    basis: Literal["stated", "inferred"]
    why: str = ""

    @field_validator("date", mode="before")
    @classmethod
    def an_interval(cls, value):
        """2024-11-05 (quoted or not) or '2024-10-29/2024-10-30'; anything else is refused."""
        return interval(str(value))


class Chrome(Model):
    start: int = Field(ge=0)
    end: int
    what: str


class Entry(Model):
    id: StrictStr = Field(min_length=1, pattern=r"^[A-Za-z0-9_.-]+$")
    file: StrictStr = Field(pattern=r"^[^/\\]+$")
    sha256: StrictStr = ""
    title: str = ""
    short: StrictStr = Field("", max_length=SHORT, pattern=r"^[^<>\n:]*$")
    outlet: str | None = None
    outlet_why: str = ""
    url: str | None = Field(None, pattern=r"^https?://\S+$")
    language: str = Field("en", pattern=r"^[a-z]{2}$")
    published: Published | None = None
    chrome: list[Chrome] = []

    @field_validator("short")
    @classmethod
    def no_number(cls, value):
        """A name that begins as 'source 003' does would be taken for another source's id."""
        if value.lower().startswith("source "):
            raise yamlfiles.Misplaced((), f"'{value}' reads like the id of a source", "write a name: the outlet, or words of the headline")
        return value


class Sheet(Model):
    sources: list[Entry]

    @model_validator(mode="after")
    def each_is_one(self):
        """Ids differ by more than capitals, since they become file names and addresses; no text is entered twice, no two go by one name."""
        for key in ("id", "file", "short"):
            references.once("sources", key, [getattr(entry, key) for entry in self.sources], str.lower)
        return self


def load(path=paths.DATA / "sources.yaml", complete=True):
    """The sources listed in a sources.yaml, in its order, with their texts => list[Source].

    The texts are in `sources/` beside the file, or beside the file itself. With `complete`, a .txt file there
    without an entry is an error too: it would be left out unseen. Raises InputError, naming file and key.
    """
    path = Path(path)
    entries = read_entries(path)
    folder = path.parent / "sources" if (path.parent / "sources").is_dir() else path.parent
    if complete:
        listed = {entry.file for entry in entries}
        for text in sorted(folder.glob("*.txt")):
            if text.name not in listed:
                raise paths.InputError(path, "sources", f"{text.name} is in {folder.name}/ but has no entry",
                                       "add an entry for it, or take the file away")
    return [read_source(path, folder, n, entry) for n, entry in enumerate(entries)]


def read_entries(path):
    """list[Entry], without their texts. Raises InputError."""
    if not Path(path).exists():
        raise paths.InputError(path, "", "no such file", "write one; data/README.md shows its keys")
    return yamlfiles.checked(Sheet, path).sources


def read_source(path, folder, n, entry):
    """One entry with its text, checked: the file is there, unchanged, UTF-8 and not empty; chrome lies inside it."""
    def wrong(key, what, mend):
        return paths.InputError(path, yamlfiles.place(path, ("sources", n, *key)), what, mend)

    file = folder / entry.file
    if not file.is_file():
        raise wrong(["file"], f"no such file: {entry.file}", f"check the name; files are looked for in {folder.name}/")
    data = file.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    if entry.sha256 and sha256 != entry.sha256:
        raise wrong(["sha256"], f"{entry.file} has changed since it was entered (it is now {sha256})",
                    "restore the text; or, if the change is meant, write the new sha256 and check every decision about it")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise paths.InputError(file, f"byte {error.start}", "not UTF-8 text",
                               "save it as UTF-8; `python -m claimtable add` does so") from error
    if not text.strip("\ufeff \t\r\n"):
        raise paths.InputError(file, "", "the text is empty", "paste the article in, or take the entry out")
    if bad := UNPRINTED.search(text):
        raise paths.InputError(file, f"character {bad.start()}", f"holds {ascii(bad.group())}, which no page can show", "take it out")
    for nth, chrome in enumerate(entry.chrome):
        if not chrome.start < chrome.end <= len(text):
            raise wrong(["chrome", nth], f"no characters {chrome.start} to {chrome.end} in {entry.file}",
                        "offsets count characters from 0, the end not included")
    published = entry.published
    ends = published.date.split("/") if published else [""]
    return Source(entry.id, entry.file, sha256, entry.title, entry.outlet, entry.outlet_why, entry.url, ends[0], ends[-1],
                  published.basis if published else "", published.why if published else "", entry.language,
                  tuple(chrome.model_dump() for chrome in entry.chrome), text, entry.short)


def table(sources):
    """list[Source] => DataFrame with the columns of sources.csv; mentions and claims are 0 until they are counted."""
    from . import tables

    names = shortnames.called(sources)
    rows = [{"source_id": s.id, "short": names[s.id], "file": s.file, "sha256": s.sha256, "title": s.title, "outlet": s.outlet,
             "url": s.url, "published_from": s.published_from, "published_to": s.published_to, "published_basis": s.published_basis,
             "published_why": s.published_why, "language": s.language, "characters": len(s.text), "words": len(s.text.split()),
             "mentions": 0, "claims": 0} for s in sources]
    return tables.frame("sources", rows)
