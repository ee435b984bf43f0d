"""What a reader calls each source. The tables, and the code that writes sentences, say 'source 003'; pages and figures say its short name.

A source goes by its `short` in sources.yaml, else by its outlet if no other source has that, else by its id.
"""

import functools
import html
import re
from collections import Counter

from . import paths

PLAIN = r"<(?P<own>q|blockquote|pre|code|style)\b.*?</(?P=own)>|<div class=\"source-text\".*?</div>"  # words that are not ours
LINK = r'(?P<open><a href="#source-(?P<id>{ids})" class="source">)(?:[Ss]ource )?(?P=id)(?=</a>)'
READ = re.compile(r'((?:aria-label|alt|title)=")([^"]*)')
TAG = "i"  # of a name on a page, which has no other use for it


def called(entries):
    """{id: what a reader calls it} of entries with id, short and outlet (of sources.yaml, or rows of sources.csv).

    >>> called([entry(id='000', short='', outlet='Reuters'), entry(id='001', short='', outlet=None)])
    {'000': 'Reuters', '001': 'source 001'}
    """
    entries = list(entries)
    outlets = Counter((entry.outlet or "").lower() for entry in entries)
    taken = {entry.short.lower() for entry in entries if entry.short}
    alone = lambda outlet: outlet and outlets[outlet.lower()] == 1 and outlet.lower() not in taken
    return {entry.id: entry.short or (entry.outlet if alone(entry.outlet) else f"source {entry.id}") for entry in entries}


class Names:
    """The names of one case's sources. of: {id: name}, without sources that go by their id."""

    def __init__(self, called):
        self.of = {i: name for i, name in called.items() if name and name != f"source {i}"}
        ids = "|".join(map(re.escape, sorted(self.of, key=len, reverse=True))) or r"(?!)"
        self.said = re.compile(rf"\b[Ss]ource ({ids})(?![\w-]|\.\w)")
        parts = f"(?P<plain>{PLAIN})|(?P<link>{LINK.format(ids=ids)})|(?P<tag><[^>]*>)|(?P<text>[^<]+)"
        self.parts = re.compile(parts, re.S) if self.of else None

    def __call__(self, source_id):
        """'000' => 'Reuters', or 'source 000'."""
        return self.of.get(source_id, f"source {source_id}")

    def tag(self, source_id):
        """The same where little room is: 'Reuters', or '000'."""
        return self.of.get(source_id, source_id)

    def origin(self, name):
        """An origin that is one of the sources, by its outlet, as the tables say it: 'Reuters' => 'source 000'; any other as it is."""
        return next((f"source {i}" for i, own in self.of.items() if own == name), name)

    def plain(self, text):
        """'as source 000 has it' => 'as Reuters has it'."""
        return self.said.sub(lambda found: self.of[found[1]], text) if self.of else text

    def marked(self, page):
        """HTML with each name in the place of 'source 000', set off as a name; the words of sources and code are left alone."""
        return self.parts.sub(self._part, page) if self.of else page

    def _part(self, found):
        if found["plain"]:
            return found["plain"]
        if found["link"]:
            return found["open"] + self._set(found["id"])
        if found["tag"]:
            return READ.sub(lambda read: read[1] + html.escape(self.plain(html.unescape(read[2]))), found["tag"])
        return self.said.sub(lambda said: self._set(said[1]), found["text"])

    def _set(self, source_id):
        return f"<{TAG}>{html.escape(self.of[source_id], quote=False)}</{TAG}>"

    def without(self, text):
        """A text without the names in it, whose digits are no numbers of ours."""
        for name in sorted(self.of.values(), key=len, reverse=True):
            text = text.replace(name, " ")
        return text


def of_table(sources):
    """The names that sources.csv has, or any table with source_id and short."""
    return Names(dict(zip(sources["source_id"], sources["short"])) if "short" in sources else {})


def here():
    """The names of the case at hand, as its sources.yaml has them."""
    path = paths.DATA / "sources.yaml"
    return _read(path, path.stat().st_mtime_ns) if path.exists() else Names({})


@functools.lru_cache(maxsize=4)
def _read(path, _):
    from . import sources  # which calls this module

    return Names(called(sources.read_entries(path)))
