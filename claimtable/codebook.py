"""The YAML files a person edits: codebook, lexicon, actors, facts. Read, checked, and refused in plain words.

A codebook says what is counted. Its measures are read from text through three small word lists:

    nouns:   what may be counted           soldiers: [soldier*, troops, ...]     (`*` stands for any ending)
    events:  what may happen to it         killed: [killed, died, ...]
    owners:  whose it may be               north_korea: [North Korean*, DPRK, ...]

and each measure of kind quantity or date has a `read` block:

    read:
      when:                    # one line is enough; a line lists a noun, or events, or both: all must be said of the number
        - [soldiers, killed]   # "300 soldiers were killed"
        - [deaths]             # "a toll of 300"
      says: [border*]          # one of these plain words must stand in its clause
      unless: [wounded]        # never when one of these (a noun, an event, or plain words) is said of it as well
      not_with: ['1999']       # never when one of these plain words stands in the sentence, up to the comma after the number
      decimal: false           # true: only values with a fraction ("7.8")
      owners: [north_korea]    # if the text says whose, it must be one of these (null: does not matter)
      owner_must_be_named: false
      area: Turkey             # only where the place named lies within it; `whole`: only where no part is named
      kinds: [number, vague]   # kinds of mention that may state it
      only: [7, 8]             # values outside are never this measure
      typical: [1, 20000]      # values outside are this measure only when noun and owner are both named
      per: month               # a rate: the number must be per this; without `per`, a number per anything is refused

A line without a noun ("- [deployed]") stands for a number whose noun is left out ("some 11,000 have arrived"); the line `anything`
stands for any number of the right kind, for measures that `kinds`, `per` and `says` are enough to know.
Measures of kind position carry `values`, each with a definition and `phrases`: words in order, `*` for any ending,
`...` for up to eight words between, `{class}` for any word of a noun, event or owner list; `& words` asks for those words elsewhere
in the same sentence. Of a date measure, `read: says` lists such phrases for the event, and the nearest date takes it.
"""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from . import paths
from .yamlfiles import checked, document  # noqa: F401  (document: read by others through this module)

ANYTHING = "anything"
Day = Annotated[str, BeforeValidator(lambda day: day.isoformat() if isinstance(day, date) else day or "")]  # YAML reads an ISO day as a date


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Value(Model):
    """One position a source may take on a measure, and the words that propose it; `label` where its name alone reads badly."""

    definition: str = ""
    label: str = ""
    phrases: list[str] = []
    unless: list[str] = []  # phrases that, in the same sentence, rule the value out


class Example(Model):
    """A sentence and what must be read from it. `[about 300]` in brackets marks the span, if it matters."""

    text: str
    value: str = ""
    low: float | None = None
    high: float | None = None
    modality: str = ""
    status: str = ""
    who: str | None = None
    place: str | None = None
    published: str = ""


class Reading(Model):
    when: list[list[str]] = []
    says: list[str] = []
    unless: list[str] = []
    not_with: list[str] = []
    decimal: bool = False
    owners: list[str] | None = None
    owner_must_be_named: bool = False
    area: str = ""
    kinds: list[str] = ["number", "vague"]
    only: tuple[float, float] | None = None
    typical: tuple[float, float] | None = None
    per: str = ""

    @field_validator("when", mode="before")
    @classmethod
    def a_word_is_a_line(cls, lines):
        return [[line] if isinstance(line, str) else line for line in lines or []]


class Measure(Model):
    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    kind: Literal["quantity", "position", "date", "text"]
    label: str = ""
    unit: str = ""
    question: str = ""
    definition: str = ""
    cumulative: bool = False
    compared: bool = True  # false where each value is somebody else's (who holds which share): listed, never set against each other
    tolerance: float = Field(0.05, ge=0, le=1)  # relative difference that counts as rounding
    counts: list[str] = []
    does_not_count: list[str] = []
    examples: list[Example] = []
    counterexamples: list[Example] = []
    values: dict[str, Value] = {}
    statuses: dict[Literal["actual", "expected", "unverified", "denied"], str] = {}  # words for a status, where the plain ones say too little
    read: Reading | None = None
    plain_status: Literal["actual", "expected"] = "actual"  # what a number is that the text states without more
    future_status: Literal["actual", "expected"] = "expected"  # what it is under "will": the terms of a contract are actual
    placeless: bool = False  # a place in the sentence is not where the number holds
    as_of: Day = ""  # the day it all happened, where the measure is of one moment

    @field_validator("examples", "counterexamples", mode="before")
    @classmethod
    def a_sentence_is_an_example(cls, items):
        return [{"text": item} if isinstance(item, str) else item for item in items or []]

    @field_validator("values", mode="before")
    @classmethod
    def a_definition_is_a_value(cls, values):
        return {k: {"definition": v} if isinstance(v, str) else v or {} for k, v in (values or {}).items()}


class Codebook(Model):
    title: str = ""
    begins: Day = ""  # first day of the event: what a sentence dates before it is about something else
    as_of_expected: Literal["target", "statement"] = "target"  # a forecast's as-of: the day it is for, or the day it was made
    default_owner: str = ""  # whose a number is where the text does not say
    subject_owns: list[str] = []  # events whose subject is the owner ("Russia has lost 600,000"), not the doer ("Ukraine killed 300")
    population: str = ""  # the noun class that a share or part is of ("300 out of 11,000")
    whole: list[str] = []  # the areas that together are the whole (for `area: whole`)
    nouns: dict[str, list[str]] = {}
    events: dict[str, list[str]] = {}
    owners: dict[str, list[str]] = {}
    measures: list[Measure]

    @model_validator(mode="after")
    def names_must_meet(self):
        seen = set()
        for measure in self.measures:
            if measure.name in seen:
                raise ValueError(f"measure {measure.name} is defined twice")
            seen.add(measure.name)
        classes = [*self.nouns, *self.events, *self.owners]
        twice = {name for name in classes if classes.count(name) > 1}
        if twice:
            raise ValueError(f"{', '.join(sorted(twice))}: the same name for two word lists")
        if self.default_owner and self.default_owner not in self.owners:
            raise ValueError(f"default_owner {self.default_owner!r} is not under owners")
        if self.population and self.population not in self.nouns:
            raise ValueError(f"population {self.population!r} is not under nouns")
        for measure in self.measures:
            check_reading(self, measure)
        check_twins(self)
        return self

    def measure(self, name):
        return next((m for m in self.measures if m.name == name), None)


def check_reading(book, measure):
    """Every name in a `read` block must be a word list of the codebook (plain words are allowed only in `unless`)."""
    if not measure.read:
        return
    for line in measure.read.when:
        for name in line:
            if name not in book.nouns and name not in book.events and name != ANYTHING:
                raise ValueError(f"measure {measure.name}: `when` names {name!r}, which is neither under nouns nor under events")
        if sum(name in book.nouns for name in line) > 1:
            raise ValueError(f"measure {measure.name}: the line {line} names two nouns; a number counts one thing")
    for name in measure.read.owners or []:
        if name not in book.owners:
            raise ValueError(f"measure {measure.name}: `owners` names {name!r}, which is not under owners")


def check_twins(book):
    """Two measures that would claim the same number with equal right are an error of the codebook, not of the text."""
    seen = {}
    for measure in book.measures:
        if measure.kind != "quantity" or not measure.read:
            continue
        read = measure.read
        for line in read.when:
            key = (frozenset(line), tuple(sorted(read.owners or [])), read.area, tuple(sorted(read.kinds)), read.per, read.only,
                   read.typical, tuple(sorted(read.unless)), tuple(sorted(read.says)))
            if key in seen and seen[key] != measure.name:
                raise ValueError(f"measures {seen[key]} and {measure.name} both read {line}: nothing tells them apart "
                                 "(give one of them an owner, an area, a kind or an `unless`)")
            seen[key] = measure.name


class Actor(Model):
    name: str
    aliases: list[str] = []
    kind: str = ""
    side: str = ""
    area: str | None = None  # the place its numbers are for, unless it says otherwise


class Place(Model):
    name: str
    aliases: list[str] = []
    lat: float | None = None
    lon: float | None = None
    within: str | None = None
    kind: str = ""


class Actors(Model):
    """Who is who and what lies where. `actors.yaml` beside the codebook; all of it optional."""

    actors: list[Actor] = []
    places: list[Place] = []

    @model_validator(mode="after")
    def places_must_nest(self):
        names = {place.name: place for place in self.places}
        for place in self.places:
            chain, here = [place.name], place.within
            while here:
                if here not in names:
                    raise ValueError(f"place {place.name}: within {here!r}, which is not a place of this file")
                if here in chain:
                    raise ValueError(f"places {', '.join(chain)} lie within each other in a ring")
                chain.append(here)
                here = names[here].within
        return self


class Citation(Model):
    model_config = ConfigDict(extra="allow")
    title: str
    publisher: str = ""
    date: str = ""
    url: str = ""

    @field_validator("date", mode="before")
    @classmethod
    def a_day_is_text(cls, value):
        return "" if value is None else str(value)


class Fact(Model):
    """One outside fact that a check rests on, with where it can be looked up."""

    model_config = ConfigDict(extra="allow")
    id: str
    statement: str
    value: float | str | date | None = None
    unit: str = ""
    citation: Citation


class Facts(Model):
    facts: list[Fact] = []

    @model_validator(mode="after")
    def ids_must_differ(self):
        ids = [fact.id for fact in self.facts]
        twice = {i for i in ids if ids.count(i) > 1}
        if twice:
            raise ValueError(f"fact id {', '.join(sorted(twice))} is used twice")
        return self


@lru_cache(maxsize=32)
def _cached(model, path, stamp):
    return checked(model, path)


def _load(model, path):
    path = Path(path)
    stamp = path.stat().st_mtime_ns if path.exists() else 0
    return _cached(model, path, stamp)


def load(path=None):
    """The codebook, checked. InputError names the key and what to do."""
    return _load(Codebook, path or paths.DATA / "codebook.yaml")


def load_actors(path=None):
    return _load(Actors, path or paths.DATA / "actors.yaml")


def actors_beside(codebook_path):
    """The actors.yaml in the codebook's folder, or nobody and nowhere."""
    path = Path(codebook_path).parent / "actors.yaml"
    return load_actors(path) if path.exists() else Actors()


def load_facts(path=None):
    return _load(Facts, path or paths.DATA / "facts.yaml")
