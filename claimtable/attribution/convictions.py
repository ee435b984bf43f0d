"""Somebody in a state of mind where others have a verb of saying: "Kyiv is adamant that 300 …", "the mayor is sure 300 sheep drowned"."""

from ..grammar.clauses import VERBAL, minor
from ..grammar.nounphrases import NONE
from .cue import cue_of, onwards
from .saidby import past_between

STAYS = frozenset("is are was were be remain remains remained feel feels felt stay stays stayed sound sounds sounded seem seems "
                   "seemed appear appears appeared".split())
CERTAIN = frozenset("sure certain confident convinced adamant positive".split())
NO_STATEMENT = frozenset(  # before "that" or a number: no verb of saying
    "refuse refuses refused decline declines declined fail fails failed included excluded excepted permitting "
    "notwithstanding be seem seems seemed so such than given provided now except save mean means meant ensure ensures "
    "ensured require requires required demand demands demanded order orders ordered ask asks asked prove proves "
    "proved hope hopes hoped decide decides decided agree agreed".split())


def convinced(v, s, i, k, says):
    """"Kyiv is adamant that 300 …", "the mayor has no doubt that": somebody, a verb at k and a state of mind before the "that" at i."""
    tokens = s.tokens
    state = tokens[k + 1:i]
    a, b = v.subject(tokens, past_between(v, tokens, k - 1)) if 0 < len(state) < 6 and of_mind(v, state, says) else NONE
    if a > b or any(t.number and not minor(t) for t in tokens[a:b + 1]) or tokens[b].low in ("it", "there", "this", "that"):
        return None
    head = tokens[v.head(tokens, a, b)]
    if not v.head_speaks(tokens, a, b) or head.low in v.carriers and head.low not in v.speakers:
        return None
    cue = cue_of(v, s, a, b, k, right=onwards(s, i), rule="subject-verb")
    return cue.unless_pronoun(tokens, a, b)


def of_mind(v, state, says):
    """Are the words between a verb and "that" a state of mind ("adamant", "no doubt"), and no clause or thing of their own?"""
    if "determiners" in state[0].kinds and state[-1].low not in v.thoughts or "prepositions" in state[-1].kinds:
        return False
    if any(t.low in says for t in state[:-1]):
        return False
    return not any(t.low in NO_STATEMENT or t.raw == "," or t.kinds & VERBAL or t.classes for t in state)


def certain(v, s, i, says):
    """"the mayor is sure 300 sheep drowned": a state of mind at i, with its "that" left out."""
    tokens = s.tokens
    if i < 2 or i + 2 >= len(tokens) or tokens[i - 1].low not in STAYS:
        return None
    after = tokens[i + 1]
    if after.kinds & {"subordinators", "coordinators", "punct"} or "prepositions" in after.kinds and not after.mention:
        return None
    cue = convinced(v, s, i + 1, i - 1, says)
    if cue:
        cue.right = s.tokens[i].end, s.end
    return cue
