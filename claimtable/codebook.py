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
      per: month               # a rate: the number must be per this (a unit under `rate_units` of the lexicon; `head` is also "each");
                               # `any`: per whatever, or per nothing; without `per`, a number per anything is refused

A line without a noun ("- [deployed]") stands for a number whose noun is left out ("some 11,000 have arrived"); the line `anything`
stands for any number of the right kind, for measures that `kinds`, `per` and `says` are enough to know.
Measures of kind position carry `values`, each with a definition and `phrases`: words in order, `*` for any ending,
`...` for up to eight words between, `{class}` for any word of a noun, event or owner list; `& words` asks for those words elsewhere
in the same sentence. Of a date measure, `read: says` lists such phrases for the event, and the nearest date takes it.
"""

import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from . import paths, references
from .yamlfiles import Misplaced, checked, document  # noqa: F401  (document: read by others through this module)

ANYTHING, ANY_RATE = references.ANYTHING, references.ANY_RATE
Status = Literal["actual", "expected", "unverified", "denied"]
Kind = Literal["number", "money", "percent", "fraction", "duration", "distance", "measurement", "rank", "ordinal", "date", "time", "age",
               "identifier", "score", "vague"]  # of a mention


def is_day(text):
    """An ISO day, or nothing: '2024-02-30' and '5 May' raise ValueError."""
    if text and not (re.fullmatch(r"\d{4}-\d\d-\d\d", text) and date.fromisoformat(text)):
        raise ValueError(f"'{text}' is no day")
    return text


# YAML reads an ISO day as a date.
Day = Annotated[str, BeforeValidator(lambda day: day.isoformat() if isinstance(day, date) else day or ""), AfterValidator(is_day)]


class Model(BaseModel):
    model_config = ConfigDict(defer_build=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False)


class Value(Model):
    """One position a source may take on a measure, and the words that propose it; `label` where its name alone reads badly, `sentence`
    the position as a clause of its own ("Russia is short of soldiers"), with which the report's prose is more than a list of labels."""

    definition: str = ""
    label: str = ""
    sentence: str = ""
    phrases: list[str] = []
    unless: list[str] = []  # phrases that, in the same sentence, rule the value out


class Example(Model):
    """A sentence and what must be read from it. `[about 300]` in brackets marks the span, if it matters."""

    text: str
    value: str = ""
    low: float | None = None
    high: float | None = None
    modality: Literal["", "exact", "approximately", "at_least", "at_most", "range", "vague"] = ""
    status: Status | Literal[""] = ""
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
    kinds: list[Kind] = ["number", "vague"]
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
    statuses: dict[Status, str] = {}  # words for a status, where the plain ones say too little
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
    as_of_head: bool = False  # is the day at the head of a transcript an as-of date also where the text appeared on that day?
    default_owner: str = ""  # whose a number is where the text does not say
    subject_owns: list[str] = []  # events whose subject is the owner ("Russia has lost 600,000"), not the doer ("Ukraine killed 300")
    population: str = ""  # the noun class that a share or part is of ("300 out of 11,000")
    whole: list[str] = []  # the areas that together are the whole (for `area: whole`)
    elsewhere: list[str] = []  # places the event did not reach: a sentence that is set in one, and names no other, is about something else
    nouns: dict[str, list[str]] = {}
    events: dict[str, list[str]] = {}
    owners: dict[str, list[str]] = {}
    measures: list[Measure]

    @model_validator(mode="after")
    def names_must_meet(self):
        references.within(self)
        return self

    def measure(self, name):
        return next((m for m in self.measures if m.name == name), None)


class Actor(Model):
    name: str
    aliases: list[str] = []
    kind: Literal["", "government", "agency", "military", "alliance", "person", "expert", "think_tank", "outlet", "media", "organisation",
                  "group", "anonymous"] = ""
    side: str = ""
    area: str | None = None  # the place its numbers are for, unless it says otherwise


class Place(Model):
    name: str
    aliases: list[str] = []
    lat: float | None = Field(None, ge=-90, le=90)
    lon: float | None = Field(None, ge=-180, le=180)
    within: str | None = None
    kind: str = ""


class Actors(Model):
    """Who is who and what lies where. `actors.yaml` beside the codebook; all of it optional."""

    actors: list[Actor] = []
    places: list[Place] = []

    @model_validator(mode="after")
    def names_must_meet(self):
        references.who_and_where(self)
        return self


class Citation(Model):
    title: str = Field(min_length=1)
    publisher: str = ""
    date: str = ""
    url: str = Field("", pattern=r"^(https?://\S+)?$")

    @field_validator("date", mode="before")
    @classmethod
    def a_day_is_text(cls, value):
        return "" if value is None else str(value)


class Fact(Model):
    """One outside fact that a check rests on, with where it can be looked up."""

    id: str = Field(min_length=1)
    statement: str
    value: float | str | date | None = None
    unit: str = ""
    citation: Citation

    @model_validator(mode="after")
    def a_value_is_what_its_unit_says(self):
        ends = str(self.value).split("/")
        if self.unit in ("day", "interval"):
            if self.value is None or len(ends) > 1 + (self.unit == "interval") or not all(ends) or ends != sorted(map(is_day, ends)):
                raise Misplaced(("value",), f"'{self.value}' is no {self.unit}",
                                "write YYYY-MM-DD" + " or from/to, the earlier first" * (self.unit == "interval"))
        elif isinstance(self.value, (str, date)):
            raise Misplaced(("value",), f"'{self.value}' is no number", "write a plain number, or `unit: day` or `unit: interval` for days")
        return self


class Facts(Model):
    facts: list[Fact] = []

    @model_validator(mode="after")
    def ids_must_differ(self):
        references.once("facts", "id", [fact.id for fact in self.facts])
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
