"""Speakers known by the form of the sentence where no list has their verb: beside a quotation, before "that", after ", so …".

"“We lost all”, shrugs Ada Brook", "a recording pretends that 300 …", "300 drowned, so the ministry". FORMS tells which sign or word may
open which form.
"""

from ..grammar.clauses import QUOTES
from ..grammar.reach import SO
from .convictions import CERTAIN, certain
from .havers import coming_from, doing, holder, so, standing, those_of
from .unlistedverbs import before_that, cleft, comment, quoting
from .verbs import HAVE

DOING = frozenset(["do", "does", "did"])


def cues(v, s, says):
    """The cues of a sentence that stand by their form alone. `says`: verbs of saying, which have rules of their own."""
    for i in s.formed:
        form = standing if s.tokens[i].number else FORMS.get(s.tokens[i].low)
        cue = form(v, s, i, says) if form and i else None
        if cue:
            yield cue


FORMS = {"from": coming_from, ",": comment, "that": before_that, "what": cleft, "those": those_of,
         **dict.fromkeys(QUOTES, quoting), **dict.fromkeys(HAVE, holder), **dict.fromkeys(DOING, doing), **dict.fromkeys(SO, so),
         **dict.fromkeys(CERTAIN, certain)}
