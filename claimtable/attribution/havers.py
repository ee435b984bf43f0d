"""Somebody who has a number with no verb of saying: "OCHA has 300 dead", "the ministry is north of 300", "300 drowned, so the mayor"."""

from ..grammar.clauses import QUOTES, minor
from ..grammar.neighbours import coordinates, is_number, low_at, nearest_before, numbered, pauses
from ..grammar.nounphrases import NONE, PERSONAL
from .cue import NOBODY, Cue, cue_of, onwards, upto
from .saidby import past_between, shared
from .unlistedverbs import ends

FIGURES = frozenset("figure estimate tally count".split())
BEFORE_NUMBER = frozenset("at with to of north south below above beyond near nearer closer up down well just over under from".split())
DEGREES = frozenset("highest lowest higher lower".split())
BEYOND = ("below ", "above ", "over ", "under ", "north of ", "south of ", "beyond ")


def holder(v, s, i, says):
    """"OCHA has 300 dead", "the GFZ has a magnitude of 7.7": a body that counts has a number where others have a thing."""
    tokens = s.tokens
    pairs = zip(tokens[i + 2:i + 5], tokens[i + 3:i + 6])
    sized = low_at(tokens, i + 1) == "a" and any(t.low == "of" and after.number for t, after in pairs)
    figure = next((k for k in range(i + 2, min(i + 5, len(tokens) - 2)) if tokens[k].low in FIGURES), 0)  # "has a lower figure, 300"
    follows = next((t for t in tokens[figure + 1:figure + 4] if t.low not in (",", ":", "of")), tokens[i])
    stated = figure and follows.number and "determiners" in tokens[i + 1].kinds
    number = next((t for t in tokens[i + 1:i + 4] if t.number), None)  # "around 300"
    many = number and number.mention.start == tokens[i + 1].start and number.mention.unit != "times" and not minor(number)
    if i + 1 >= len(tokens) or not (stated or sized or many):
        return None
    last = i - 1
    while last > 0 and "adverbs" in tokens[last].kinds and not tokens[last].mention:
        last -= 1
    a, b = v.subject(tokens, last)
    booked = any(t.low == "its" and after.low in v.books for t, after in zip(tokens[i:i + 12], tokens[i + 1:i + 13]))
    listed = (stated or booked) and v.head_speaks(tokens, a, b)
    if a > b or b != last and tokens[last].raw != ",":
        return None
    counts = v.keeps_count(tokens, a, b) or v.keeps_count(tokens, a, v.head(tokens, a, b))
    if not (listed or counts or {tokens[b].low, tokens[v.head(tokens, a, b)].low} & v.carriers):
        return None
    return cue_of(v, s, a, b, i, right=onwards(s, i), rule="subject-verb")


def doing(v, s, i, says):
    """"or 250,000, as the unions do": "as", somebody, and a "do" in place of the verb of saying."""
    tokens = s.tokens
    start = nearest_before(tokens, i, lambda t: t.low == "as", within=7, none=0)
    a, b = v.phrase(tokens, start + 1) if start and tokens[start - 1].raw == "," else NONE
    if a > b or b != i - 1 or not v.can_speak(tokens, a, b) or not ends(tokens, i + 1) and tokens[i + 1].raw not in QUOTES:
        return None
    opened = next((t.end for t in reversed(tokens[:start - 1]) if pauses(t)), s.start)
    return Cue(v.span(tokens, a, b), tokens[start].start, tokens[i].raw, left=(opened, tokens[start].start), rule="according")


def so(v, s, i, says):
    """"…, so the Interior Minister.", "…, so the doctors tell her": as "according to"."""
    tokens = s.tokens
    a, b = v.phrase(tokens, i + 1) if tokens[i - 1].raw == "," else NONE
    if a > b or not v.can_speak(tokens, a, b) or tokens[a].low in PERSONAL or not (b + 1 >= len(tokens) or pauses(tokens[b + 1])):
        return None
    cue = cue_of(v, s, a, b, i, left=upto(s, i), rule="according")
    if b + 1 < len(tokens) and tokens[b + 1].raw == "," and not numbered(tokens[:i]):
        cue.right = onwards(s, b + 1)
    return cue


def those_of(v, s, i, says):
    """"Magnitudes are those of the USGS (7.8 and 7.5)"."""
    tokens = s.tokens
    a, b = v.phrase(tokens, i + 2) if i + 2 < len(tokens) and tokens[i + 1].low == "of" and "be" in tokens[i - 1].kinds else NONE
    if a > b or not (v.known(tokens, a, b) or v.keeps_count(tokens, a, b)):
        return None
    return cue_of(v, s, a, b, i, left=upto(s, i), right=onwards(s, b), rule="carrier")


def standing(v, s, i, says):
    """"AFAD began at 7.4 and went up to 7.7", "the ministry is north of 300": a body where others have its toll."""
    tokens = s.tokens
    k = i - 1
    while k > 0 and (tokens[k].low in BEFORE_NUMBER or tokens[k].low in DEGREES):
        k -= 1
    moves = tokens[k].low in v.moving
    if k == 0 or k == i - 1 and not tokens[i].low.startswith(BEYOND) or not (moves or "be" in tokens[k].kinds):
        return None
    j = past_between(v, tokens, k - 1)
    if j > 0 and coordinates(tokens[j]):
        j = shared(v, tokens, j)
    a, b = v.subject(tokens, j)
    if a > b or any(t.number or v.counted(t) for t in tokens[a:b + 1]):
        return None
    person = a == b and tokens[a].low in ("he", "she")
    head = tokens[v.head(tokens, a, b)]
    named = v.named(tokens, a, b) and (moves or tokens[b].low not in v.vocab.areas)
    if not (person or named or v.keeps_count(tokens, a, b) or v.apart(head) and head.low != "toll"):
        return None
    cue = cue_of(v, s, a, b, k, right=onwards(s, k), rule="subject-verb")
    if person:
        cue.who, cue.pronoun = NOBODY, tokens[a].low
    return cue


def coming_from(v, s, i, says):
    """"a preliminary 7.9 from the survey", "300 deaths from the health ministry": the body that keeps such counts, right after a number."""
    tokens = s.tokens
    number = nearest_before(tokens, i, is_number, within=3)
    a, b = v.phrase(tokens, i + 1)
    that = a <= b < len(tokens) - 1 and tokens[b + 1].low == "that"
    if that and v.can_speak(tokens, a, b) and any(t.low in v.carriers for t in tokens[:i]):
        return cue_of(v, s, a, b, i, right=onwards(s, b + 1), rule="according")  # "reports have emerged from the press that 300 …"
    if number < 0 or any(not v.counted(t) and "adverbs" not in t.kinds for t in tokens[number + 1:i]):
        return None
    head = v.head(tokens, a, b)
    if a > b or not (v.keeps_count(tokens, a, b) or tokens[head].low in v.keepers):
        return None
    ends_at = next((t.start for t in tokens[b + 1:] if pauses(t) or coordinates(t)), s.end)
    return cue_of(v, s, a, b, i, left=(tokens[number].start, tokens[i].start), right=(tokens[b].end, ends_at), rule="citing")
