"""Where a claim is about, and how two such places lie: the same, one inside the other, or apart. Containment comes from actors.yaml."""

import copy
import re

SAME, INSIDE, AROUND, APART = "same", "inside", "around", "apart"


class Places:
    """Canonical names for places as texts write them, and what lies within what.

    >>> Places(actors, whole=()).find("Russia’s Kursk region")
    ('Kursk region',)
    """

    def __init__(self, actors=None, whole=()):
        self.within, self.names, self.points = {}, {}, {}
        for place in getattr(actors, "places", None) or []:
            self.within[place.name] = place.within
            if place.lat is not None:
                self.points[place.name] = (place.lat, place.lon)
            for alias in (place.name, *place.aliases):
                self.names[plain(alias)] = place.name
        self.whole = {self.names.get(plain(name), name) for name in whole} if len(whole) > 1 else set()
        self.pattern, self.seen = any_of(self.names), {}

    def with_towns(self, within):
        """These places and more, {name: canonical name of what it lies in}."""
        more = copy.copy(self)
        more.within, more.names = {**self.within, **within}, {**{plain(name): name for name in within}, **self.names}
        more.pattern, more.seen = any_of(more.names), {}
        return more

    def find(self, text):
        """The place or places a text names, innermost only; an unknown name stands for itself; '' => ()."""
        if text not in self.seen:
            self.seen[text] = self._find(text)
        return self.seen[text]

    def _find(self, text):
        wanted = plain(text)
        if not wanted:
            return ()
        if wanted in self.names:
            return (self.names[wanted],)
        named = {self.names[hit] for hit in self.pattern.findall(wanted)} if self.pattern else set()
        outer = {above for name in named for above in self.chain(name)[1:]}
        return tuple(sorted(named - outer)) or (wanted,)

    def chain(self, name):
        """The place and everything it lies within, innermost first."""
        out = []
        while name and name not in out:
            out.append(name)
            name = self.within.get(name)
        return out

    def lie(self, a, b):
        """How places `a` lie to places `b` (tuples of canonical names): SAME, INSIDE, AROUND or APART.

        No place named, or each part of the whole, is the whole the measure speaks of: the same as a place that lies in no other, and
        around all the rest.
        """
        a, b = (() if self.whole and self.whole <= set(names) else names for names in (a, b))
        if a == b:
            return SAME
        if not a or not b:
            return SAME if self.is_whole(a or b) else AROUND if not a else INSIDE
        if all(any(y in self.chain(x) for y in b) for x in a):
            return INSIDE
        if all(any(x in self.chain(y) for x in a) for y in b):
            return AROUND
        return APART

    def is_whole(self, place):
        return all(name in self.within and not self.within[name] and name not in self.whole for name in place)


def any_of(names):
    """A pattern for these names, the longest first; None for none."""
    return re.compile(r"\b(" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")\b") if names else None


def plain(text):
    """"the Kursk Region" => 'kursk region'; "Russia’s Far East" => 'russia far east'."""
    text = re.sub(r"[’ʼ']s?\b", "", text.lower())
    words = re.findall(r"\w+", text)
    return " ".join(words[1:] if words[:1] == ["the"] else words)
