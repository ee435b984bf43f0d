"""checks.yaml: what a topic brings so that its positions can be compared and its claims checked. All of it is optional.

    positions:                          # per measure of kind position
      in_combat:
        exclude:                        # values that cannot both hold; a side may list several
        - [fighting, no_evidence]
        - {pair: [fighting, [not_yet, expected]], why: "{one} has them fighting, {other} not yet", relation: status}
        - {pair: [limited, significant], apart: 0.5}   # how far apart, 0 to 1: less than 1 for a tension, where both can be true
        may_become: [[expected, fighting]]   # earlier => later: a move, not a clash
        alike: [[special_forces, elite_units]]   # other words for one thing
        speaks_for: actor               # a position binds only who takes it (who has confirmed it?), and two who differ do not clash; the
                                        # outlet's own words speak of everybody. Not for what happened or did not (was gas used?)
        place_matters: false            # the value itself is the place, so two places do not keep two claims apart
        status: true                    # a value stated as fact against the same value only expected is worth a row
    cross:                              # claims of different measures that bear on each other
    - between: {measure: pact_kind, positions: [mutual_defence]}
      and: {measure: benefit, positions: [mutual_defence], status: [expected]}
      relation: status
      together: true                    # only where both speak of the same days (also: same_origin, same_source; before: the first
                                        # wholly before the second)
      apart: 0.5                        # as above
      why: "…"                          # in each why {one} and {other} are those who hold the two sides, {source} the source of the first
    checks:                             # see checks.py for the kinds and the keys each needs
"""

from typing import Literal

from pydantic import Field, field_validator, model_validator

from .. import references
from ..codebook import Model, Status, checked
from ..paths import DATA
from ..yamlfiles import Misplaced, near

DAYS_IN = {"days": 1, "weeks": 7, "months": 365.2425 / 12, "years": 365.2425}
KM_PER = {"km": 1.0, "miles": 1.609344}
KINDS = {  # of checks => the keys each needs; checks.py says what it tests
    "elapsed": "measure fact unit", "date": "measure fact", "order": "measure other why", "sum": "measure", "share": "measure other",
    "product": "measure other", "distance": "measure route", "spread": "measure route why", "overtaken": "measure fact",
    "value": "measure fact", "open": "measure why",
    "wording": "source text why",
}


class Exclusion(Model):
    pair: list[str | list[str]] = Field(min_length=2, max_length=2)
    relation: Literal["contradiction", "status", "scope"] = "contradiction"
    apart: float = Field(1.0, gt=0, le=1)
    why: str = ""

    @property
    def sides(self):
        return [[side] if isinstance(side, str) else side for side in self.pair]


class PositionRule(Model):
    exclude: list[Exclusion] = []
    may_become: list[tuple[str, str]] = []
    alike: list[list[str]] = []
    speaks_for: Literal["all", "actor"] = "all"
    status: bool = False
    place_matters: bool = True

    @field_validator("exclude", mode="before")
    @classmethod
    def a_pair_is_an_exclusion(cls, items):
        return [{"pair": item} if isinstance(item, list) else item for item in items or []]

    @model_validator(mode="after")
    def no_value_meets_itself(self):
        found = [("exclude", n, *pair.sides) for n, pair in enumerate(self.exclude)]
        found += [(key, n, [one], [other]) for key in ("may_become", "alike") for n, pair in enumerate(getattr(self, key))
                  for i, one in enumerate(pair) for other in pair[i + 1:]]
        for key, n, one, other in found:
            for value in filter(other.__contains__, one):
                raise Misplaced((key, n), f"sets '{value}' beside itself", "name two different values")
        return self


class Side(Model):
    """Which claims are meant: those of a measure, narrowed by whatever is given."""

    measure: str
    positions: list[str] = []
    status: list[Status] = []
    origins: list[str] = []
    places: list[str] = []


class Cross(Model):
    between: Side
    and_: Side = Field(alias="and")
    relation: Literal["contradiction", "status", "scope", "shift", "internal"] = "contradiction"  # shift: from `between` to `and`
    same_origin: bool = False
    same_source: bool = False
    together: bool = False
    before: bool = False
    apart: float | None = Field(None, gt=0, le=1)
    why: str


class Check(Model):
    """One check of claims against the calendar, arithmetic, the map or a fact. Which keys it needs depends on its kind."""

    id: str
    kind: Literal[*KINDS]
    measure: str = ""  # the claims that are checked, narrowed by the five keys below
    positions: list[str] = []
    origins: list[str] = []
    status: list[Status] = []
    places: list[str] = []
    source: str = ""
    fact: str = ""  # what they are held against: a fact of facts.yaml,
    facts: list[str] = []
    other: str = ""  # ... or claims of another measure,
    other_positions: list[str] = []
    against: str = ""  # ... or, for a derived number, the claims that state it outright,
    route: list[str] = []  # ... or the distance between two places
    unit: str = ""
    tolerance: float = Field(0.05, ge=0, le=1)
    count_from_one: bool = False  # the first day is day 1
    text: str = ""  # for wording: the exact words that are remarked on
    verdict: Literal["", "holds", "holds_if", "fails", "cannot_be_checked"] = ""
    holds_if: str = ""  # the reading under which the claim holds, if it does not hold plainly
    why: str = ""

    @model_validator(mode="after")
    def a_kind_needs_its_keys(self):
        for key in KINDS[self.kind].split():
            if not getattr(self, key):
                raise Misplaced((), f"a check of kind {self.kind} needs `{key}`", "add it")
        units = {"elapsed": DAYS_IN, "distance": ["", *KM_PER]}.get(self.kind)
        if units and self.unit not in units:
            raise Misplaced(("unit",), f"a check of kind {self.kind} knows no unit '{self.unit}'", near(self.unit, filter(None, units)))
        if self.route and len(self.route) != 2:
            raise Misplaced(("route",), "`route` must name two places", "write [from, to]")
        return self

    @property
    def side(self):
        return Side(measure=self.measure, positions=self.positions, origins=self.origins, status=self.status, places=self.places)


class Rules(Model):
    positions: dict[str, PositionRule] = {}
    cross: list[Cross] = []
    checks: list[Check] = []

    @model_validator(mode="after")
    def ids_must_differ(self):
        references.once("checks", "id", [check.id for check in self.checks])
        return self


def load(path=None):
    """data/checks.yaml, checked; a topic without one has no rules. InputError names the key and what to do."""
    path = path or DATA / "checks.yaml"
    return checked(Rules, path) if path.exists() else Rules()
