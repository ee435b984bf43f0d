"""What is told of a number: what ties it to the words on its left, and the description that all the words around it make."""

from dataclasses import dataclass, replace

from .clauses import EMPTY


@dataclass(slots=True)
class Link:
    """What ties a number to the words on its left.

    kind: 'verb' (an event directly before), 'link' (a noun across a linking word), 'label' ("magnitude 7.7"), 'base' ("out of 300"),
    'linkless' (a linking word that ties to nothing known), 'other' (another word: "found 300"), '' (nothing: the number opens its clause).
    """

    kind: str = ""
    noun: str = ""  # noun class; '?' if the noun is unknown
    word: str = ""
    by: str = ""  # the linking word itself
    events: frozenset = frozenset()
    owners: frozenset = frozenset()
    generic: bool = False  # it ties to "the figure", "the total"
    pronoun: bool = False  # it ties to "it", "this": what was counted before


@dataclass(slots=True)
class Description:
    """What the words around a number say of it."""

    thing: str = ""  # a noun class of the codebook, '' if the noun is left out, '?' if no class knows it
    noun: str = ""  # the noun as written
    events: frozenset = EMPTY
    owners: frozenset = EMPTY
    rates: frozenset = EMPTY  # 'month' for "$2,000 a month"
    words: str = ""  # its clause, for plain words in `says`
    unvoiced: str = ""  # its clause without the names of who speaks, for plain words in `unless`
    until: str = ""  # its sentence, up to the first comma after the number, for `not_with`
    part: bool = False  # a part of something counted before ("twelve of the dead"), with nothing new said of it
    carried: bool = False  # noun taken over from the number before
    generic: bool = False  # the noun is "figure", "total", "estimate": what it counts was said before
    base: bool = False  # it is only what a share is of
    acts: bool = False  # something else happened to it, which no list knows ("a further 300 slipped across", "they have seen 300")
    anaphoric: bool = False  # "300 of them": it counts what the number before counted


def carried_over(d, before):
    """A number whose noun is left out takes noun, events and owners from the number before it; what it says itself stays.

    What happened to a part did not happen to the whole: "300 have drowned, out of 4,000".
    """
    events = d.events or (EMPTY if d.acts or d.base else before.events)
    return replace(d, thing=before.thing, noun=before.noun, events=events, owners=d.owners or before.owners,
                   rates=d.rates or before.rates, carried=True)
