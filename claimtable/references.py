"""Names that one part of the data uses and another defines: each must be there, or it would switch off what it was written for."""

import re

from . import lexicon, paths
from .yamlfiles import InputError, Misplaced, near, place

ANYTHING = "anything"
ANY_RATE = "any"  # per whatever, or per nothing
CLASS = re.compile(r"\{(\w+)\}")


def known(name, names, loc, where, mend=""):
    """Raise Misplaced unless a name is among those that may stand at `loc`; where: what they are, in words."""
    if name not in names:
        raise Misplaced(loc, f"{name!r}, which is {where}", mend or near(name, names))


def once(part, key, names, alike=str):
    """Raise Misplaced where a list of items has two of one name (an empty one is none); alike: what makes two names one."""
    seen = {}
    for n, name in enumerate(names):
        if not name:
            continue
        first = seen.setdefault(alike(name), n)
        if first != n:
            raise Misplaced((part, n, key),
                            f"'{name}' is also the {key} of {part}[{first}]" + f", '{names[first]}'" * (name != names[first]),
                            f"give each its own {key}" + " that differs by more than capitals" * (name != names[first]))


# ---------------------------------------------------------------- within one file


def within(book):
    """A codebook: the names that its measures and its head use are defined in it, each once."""
    classes = [*book.nouns, *book.events, *book.owners]
    for name in classes:
        if classes.count(name) > 1:
            raise Misplaced(("events" if name in book.events else "owners", name), f"{name}: the same name for two word lists",
                            "give one of them another name")
    once("measures", "name", [measure.name for measure in book.measures])
    for key, part in (("default_owner", "owners"), ("population", "nouns"), ("subject_owns", "events")):
        names = getattr(book, key)
        for name in [names] if isinstance(names, str) and names else names:
            known(name, getattr(book, part), (key,), f"not under {part}")
    for n, measure in enumerate(book.measures):
        reading(book, measure, ("measures", n, "read"))
        for value, meaning in measure.values.items():
            phrases(meaning, ("phrases", "unless"), classes, ("measures", n, "values", value))
    twins(book)


def reading(book, measure, loc):
    """Every name in a `read` block must be a word list of the codebook (plain words are allowed only in `unless`)."""
    if not measure.read:
        return
    for n, line in enumerate(measure.read.when):
        for name in line:
            known(name, [*book.nouns, *book.events, ANYTHING], (*loc, "when", n), "neither under nouns nor under events")
        if sum(name in book.nouns for name in line) > 1:
            raise Misplaced((*loc, "when", n), f"the line {line} names two nouns; a number counts one thing", "write two lines")
    if measure.read.per not in ("", ANY_RATE):
        rates(measure.read.per, (*loc, "per"))
    for name in measure.read.owners or []:
        known(name, book.owners, (*loc, "owners"), "not under owners")
    if measure.kind == "date":
        phrases(measure.read, ("says", "unless"), [*book.nouns, *book.events, *book.owners], loc)


def rates(name, loc):
    """What a number can be per is a unit of the lexicon: 'month', or 'head' for "each" and "per person"."""
    units = lexicon.section(lexicon.load(), "grammar", "rate_units")
    mend = next((f"write '{unit}'" for unit, words in units.items() if name in words), "")
    known(name, [*units, ANY_RATE], loc, "nothing that a number is read to be per", mend)


def phrases(holder, keys, classes, loc):
    """Every {class} of a phrase is a word list, and each part of it begins and ends with words: `...` stands between some."""
    for key in keys:
        for n, phrase in enumerate(getattr(holder, key)):
            for part in phrase.replace("…", "...").split(" & "):
                if not re.search(r"\w", part):
                    raise Misplaced((*loc, key, n), f"'{part}' names no word", "write the words that a text would have, or take it out")
                if part.strip().startswith("...") or part.strip().endswith("..."):
                    raise Misplaced((*loc, key, n), f"'{part}' begins or ends with `...`",
                                    "take it away: it stands for words between others")
            for name in CLASS.findall(phrase):
                known(name, classes, (*loc, key, n), "no word list of nouns, events or owners")


def twins(book):
    """Two measures that would claim the same number with equal right are an error of the codebook, not of the text."""
    seen = {}
    for n, measure in enumerate(book.measures):
        if measure.kind != "quantity" or not measure.read:
            continue
        read = measure.read
        for line in read.when:
            key = (frozenset(line), tuple(sorted(read.owners or [])), read.area, tuple(sorted(read.kinds)), read.per, read.only,
                   read.typical, tuple(sorted(read.unless)), tuple(sorted(read.says)))
            if seen.setdefault(key, measure.name) != measure.name:
                raise Misplaced(("measures", n, "read"),
                                f"measures {seen[key]} and {measure.name} both read {line}: nothing tells them apart",
                                "give one of them an owner, an area, a kind or an `unless`")


def who_and_where(actors):
    """Actors: each name once, an actor's area and a place's surroundings are places, and no place lies in itself."""
    once("actors", "name", [actor.name for actor in actors.actors])
    once("places", "name", [spot.name for spot in actors.places])
    names = {spot.name: spot for spot in actors.places}
    for n, actor in enumerate(actors.actors):
        if actor.area:
            known(actor.area, names, ("actors", n, "area"), "not a place of this file")
    for n, spot in enumerate(actors.places):
        if (spot.lat is None) != (spot.lon is None):
            raise Misplaced(("places", n), "has one of lat and lon", "give both or none")
        if spot.within == spot.name:
            raise Misplaced(("places", n, "within"), f"{spot.name} lies within itself", "name what it lies in, or leave `within` out")
    for n, spot in enumerate(actors.places):
        chain, here = [spot.name], spot.within
        while here:
            known(here, names, ("places", n, "within"), "not a place of this file")
            if here in chain:
                raise Misplaced(("places", n, "within"), f"{', '.join(chain)} lie within each other in a ring",
                                "let the largest lie within nothing")
            chain.append(here)
            here = names[here].within


# ---------------------------------------------------------------- across files


class File:
    """A file whose names are held against what others define."""

    def __init__(self, name, path=None):
        self.path = path or paths.DATA / name

    def names(self, found, defined, loc, what, home=""):
        """Each of the names found must be defined; what: 'measure'; home: the file where it would be."""
        for name in [found] if isinstance(found, str) else found:
            if name and name not in defined:
                raise InputError(self.path, place(self.path, loc), f"there is no {what} '{name}'" + f" in {home}" * bool(home),
                                 near(name, defined) + f", or define it in {home}" * bool(home))


def areas(book, actors, path=None):
    """A codebook's areas are places of actors.yaml; `whole` is all of them."""
    file, spots = File("codebook.yaml", path), {spot.name for spot in actors.places}
    file.names(book.whole, spots, ("whole",), "place", "actors.yaml")
    for n, measure in enumerate(book.measures):
        if measure.read and measure.read.area != "whole":
            file.names(measure.read.area, spots, ("measures", n, "read", "area"), "place", "actors.yaml")


def outline(found, book, path=None):
    """report.yaml: its measures are the codebook's, and none is in the bottom line twice."""
    file, measures = File("report.yaml", path), {measure.name for measure in book.measures}
    for n, name in enumerate(found.headline):
        if name in found.headline[:n]:
            raise InputError(file.path, place(file.path, ("headline", n)), f"'{name}' is there twice", "keep one of the two")
    file.names(found.headline, measures, ("headline",), "measure", "codebook.yaml")
    for n, section in enumerate(found.sections):
        file.names(section.measures, measures, ("sections", n, "measures"), "measure", "codebook.yaml")


class Rules:
    """checks.yaml: measures, positions, origins, places, facts and sources are those of the other files.

    places: places.Places; facts: {id: fact}; speakers: the names an origin can have; sources: their ids.
    """

    def __init__(self, book, places, facts, speakers, sources, path=None):
        self.file, self.values = File("checks.yaml", path), {measure.name: measure.values for measure in book.measures}
        self.places, self.facts, self.speakers, self.sources = places, facts, speakers, sources

    def check(self, rules):
        for name, rule in rules.positions.items():
            self.position(name, rule, ("positions", name))
        for n, cross in enumerate(rules.cross):
            for key, side in (("between", cross.between), ("and", cross.and_)):
                self.side(side, ("cross", n, key))
        for n, check in enumerate(rules.checks):
            self.test(check, ("checks", n))

    def measure(self, name, loc):
        self.file.names(name, self.values, loc, "measure", "codebook.yaml")

    def taken(self, measure, positions, loc):
        self.file.names(positions, self.values.get(measure, ()), loc, f"position of {measure}", "codebook.yaml")

    def position(self, name, rule, loc):
        self.measure(name, loc)
        for n, pair in enumerate(rule.exclude):
            self.taken(name, sum(pair.sides, []), (*loc, "exclude", n))
        for key in ("may_become", "alike"):
            for n, pair in enumerate(getattr(rule, key)):
                self.taken(name, pair, (*loc, key, n))

    def side(self, side, loc):
        """Whatever chooses claims: by measure, positions, origins, places."""
        self.measure(side.measure, (*loc, "measure"))
        self.taken(side.measure, side.positions, (*loc, "positions"))
        self.file.names(side.origins, self.speakers, (*loc, "origins"), "actor", "actors.yaml")
        self.spots(side.places, (*loc, "places"))

    def spots(self, names, loc):
        nowhere = [name for name in names if not set(self.places.find(name)) <= set(self.places.within)]
        self.file.names(nowhere, self.places.within, loc, "place", "actors.yaml")

    def test(self, check, loc):
        self.side(check, loc)
        self.measure(check.other, (*loc, "other"))
        self.taken(check.other, check.other_positions, (*loc, "other_positions"))
        self.measure(check.against, (*loc, "against"))
        self.spots(check.route, (*loc, "route"))
        for name in check.route:
            self.file.names(self.places.find(name), self.places.points, (*loc, "route"), "latitude and longitude of", "actors.yaml")
        self.file.names(check.fact, self.facts, (*loc, "fact"), "fact", "facts.yaml")
        self.file.names(check.facts, self.facts, (*loc, "facts"), "fact", "facts.yaml")
        self.file.names(check.source, self.sources, (*loc, "source"), "source", "sources.yaml")
        if check.fact and check.kind in ("elapsed", "date", "overtaken", "value"):
            is_day, wants_day = self.facts[check.fact].unit in ("day", "interval"), check.kind != "value"
            if is_day != wants_day:
                raise InputError(self.file.path, place(self.file.path, (*loc, "fact")), f"{check.fact} is {'a' if is_day else 'no'} day",
                                 f"name a fact that a check of kind {check.kind} can use")
