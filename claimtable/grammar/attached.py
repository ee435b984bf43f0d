"""Where a subject begins and ends if more hangs on it: a relative clause, a participle, "In Kyiv" before it. `v` are the Speakers."""

from .clauses import HELPING, PREDICATIVE, VERBAL, relative
from .neighbours import capitalised, coordinates, first_from, is_comma, nearest_before, numbered, pauses, spelled
from .nounphrases import FRAME, MADE, NONE, PERSONAL, SHOWN, new_phrase, past_when

MANY = ("s", "men", "people", "dead")  # ends of what stands for many
BRIEFED = frozenset("briefed told informed supplied provided compiled".split())
OTHER_THAN_NOUNS = frozenset("prepositions coordinators subordinators auxiliaries verbs adverbs determiners ed".split())
SINCE = frozenset("later earlier before afterwards ago".split())
SPANS = frozenset("second seconds minute minutes hour hours day days week weeks month months year years moment moments while "
                  "shortly long".split())
LOCATIVE = frozenset("in at from near outside inside".split())


def contact(tokens, a):
    """Does the subject at a stand right after a noun or a number: a clause without its "that" ("the 300 it says have drowned")?"""
    before = tokens[a - 1]
    if before.number:
        return "determiners" in tokens[a - 2].kinds
    listed = bool(before.classes)
    common = before.raw.isalpha() and (before.raw.islower() or listed and before.low.endswith("s"))  # "the deaths the ministry reported"
    if common and not before.kinds & OTHER_THAN_NOUNS:
        return True
    return listed and before.low.endswith(MANY) and numbered(tokens[max(0, a - 4):a - 1])


def before_clause(v, tokens, k):
    """Index of the end of the noun that a relative clause hangs on, if one ends at k; else k."""
    token, before = tokens[k], tokens[k - 1] if k else tokens[k]
    if relative(token) and k > 1 and before.raw == ",":
        return k - 2  # "a comment by the Pentagon, which puts …"
    if k and token.low == "who" and relative(token):
        return k - 1  # "It was Ada Brook who [said]"
    if token.low == "that" and k:
        if before.raw == ")" and (opened := v.opening(tokens, k - 1)) > 0:
            return opened - 1  # "the channel (88k followers) that has …"
        if v.can_speak(tokens, k - 1, k - 1) or k > 3 and before.raw == "," and v.opening(tokens, k - 1) > 1:
            return k - 1  # "a post that claims …", "a document, supposedly his, that lists …"
        if k > 2 and before.mention and before.mention.kind == "date" and tokens[k - 2].low in ("of", "from", "dated"):
            return k - 3  # "a letter of 3 March that claims …"
    elif k > 1 and token.low in ("we", "i") and contact(tokens, k):
        return k - 1
    elif k > 2 and (hung := hanging(v, tokens, k)):
        return hung  # "a slide that thousands have shared [says]"
    elif k > 2 and token.kinds & VERBAL and before.low in PERSONAL:
        if contact(tokens, k - 1):
            return k - 2  # "a colonel we rang [thinks]"
        if tokens[k - 2].low in ("whom", "that"):  # "an official to whom we spoke [thinks]"
            return k - 3 - ("prepositions" in tokens[k - 3].kinds)
    return k


def hanging(v, tokens, k):
    """Index of the noun that a clause ending at k hangs on ("that thousands have shared", "I met in Ardley"), if that speaks; or 0."""
    verb = False
    for j in range(k, max(0, k - 10), -1):
        t = tokens[j]
        if pauses(t) or coordinates(t):
            return 0
        if verb and (t.low in ("that", "whom") or t.low in ("i", "we", "you") and contact(tokens, j)):
            noun = any("determiners" in x.kinds or x.number for x in tokens[max(0, j - 6):j - 1])
            speaks = v.can_speak(tokens, j - 1, j - 1) or tokens[j - 1].low in v.carriers
            return j - 1 if noun and speaks else 0
        determined = j < k and "determiners" in tokens[j - 1].kinds and tokens[j - 1].low != "that"
        adjective = determined and "ed" in t.kinds and v.adjective(tokens, j)
        verb = verb or bool(t.kinds & PREDICATIVE) and not adjective
    return 0


def before_relative(v, tokens, k):
    """"a memo that spoke of 300": the thing that speaks before the "that" at k; NONE if it cannot."""
    if k < 2 or tokens[k].low not in ("that", "which") or not (tokens[k - 1].low in v.speakers or tokens[k - 1].low in v.carriers):
        return NONE
    a = nearest_before(tokens, k - 1, lambda t: "determiners" in t.kinds, within=4)
    if a >= 0:
        return a, k - 1
    return (k - 1, k - 1) if tokens[k - 1].low.endswith("s") else NONE


def last_name(v, tokens, k):
    """First token of the known body named before ", which" at the end of a phrase ("6 per cent below the survey, which has 300"), or 0."""
    for j in range(k - 1, max(-1, k - 6), -1):
        leads = "prepositions" in tokens[j].kinds or tokens[j].low in ("below", "above")
        if leads and (v.named(tokens, j + 1, k) or v.keeps_count(tokens, j + 1, k)):
            return j + 1
    return 0


def innermost(v, tokens, cue, a, b):
    """"lawmakers briefed by the NIS" => the NIS; "a source quoted by Yonhap" => the source, relayed by Yonhap."""
    if briefed(v, tokens, cue, a, past_who(v, tokens, b)):
        return
    if maker := whose_thing(v, tokens, a, b):
        cue.who = maker
        return
    for k in range(a + 1, b):
        low = tokens[k].low
        if tokens[k + 1].low == "by" and low in ("quoted", "cited", "interviewed", "contacted"):
            cue.relay, cue.who = v.span(tokens, k + 2, b), v.span(tokens, a, k - 1)
            return
        if relative(tokens[k]) or low in ("speaking", "after", "whose") or tokens[k].raw == "(" and k > a + 1:
            cue.who = v.span(tokens, a, k - 1 - (tokens[k - 1].raw == ","))
            return


def whose_thing(v, tokens, a, b):
    """Span of whose the thing at the head of a..b is ("a statement by the ministry says"; not "intelligence from Seoul"), or None."""
    head = v.head(tokens, a, b)
    first = head + 2
    if first > b or tokens[head + 1].low not in ("by", "from") or not (tokens[head].low in v.carriers or tokens[head].low in SHOWN):
        return None
    last = first_from(tokens, head + 3, lambda t: t.low == "on", within=b - head - 3, none=b + 1) - 1
    place = spelled(tokens[first:last + 1]) in v.places or first == last and not v.known(tokens, first, last)
    if place and tokens[head + 1].low == "from":
        return None
    return v.span(tokens, first, last) if v.head_speaks(tokens, first, last) else None


def briefed(v, tokens, cue, a, b):
    """"a lawmaker briefed by the NIS", "MPs who were briefed by the NIS": the cue is the NIS's, relayed by the other. => was it so?"""
    comma = first_from(tokens, a, is_comma, within=b - a, none=b + 1)
    head = tokens[v.head(tokens, a, min(b, comma - 1))].low
    carries = head in v.carriers or head in SHOWN
    for k in range(a + 1, b):
        given = tokens[k].low in BRIEFED or carries and tokens[k].low in MADE
        if given and tokens[by := past_when(tokens, k + 1)].low == "by":
            break
    else:
        return False
    first, last = v.phrase(tokens, by + 1)
    if first > last:
        return False
    if carries:
        cue.who = v.span(tokens, first, last)  # "the figures, released by the ministry, show …"
        return True
    end = next((j for j in range(a + 1, k) if tokens[j].raw == "," or relative(tokens[j])), k)
    cue.relay, cue.who = v.span(tokens, a, end - 1), v.span(tokens, first, last)
    return True


def past_who(v, tokens, b):
    """Last token of "a lawmaker who was briefed by the NIS", whose first words end at b; else b."""
    k = b + 1
    while k < len(tokens) and (tokens[k].raw == "," or tokens[k].low == "who" or tokens[k].kinds & HELPING):
        k += 1
    told = k > b + 1 and k + 2 < len(tokens) and tokens[k].low in BRIEFED and any(t.low == "who" for t in tokens[b + 1:k])
    first, last = v.phrase(tokens, k + 2) if told and tokens[k + 1].low == "by" else NONE
    return last if first <= last else b


def fresh(v, tokens, a, last):
    """First token of the last phrase within a..last: "sheep the ministry [reported]" => the ministry; not after a verb ("posts a clip")."""
    if tokens[a].low == "'s":  # "for the first of Monday's shocks USGS gives"
        a = first_from(tokens, a + 1, capitalised, within=last - a, none=a + 1)
    if hung := behind_counted(v, tokens, a, last):
        return hung
    for k in range(last, a, -1):
        verb = tokens[k - 1].low.endswith("s") and (tokens[k - 1].low in v.strong or tokens[k - 1].low in v.weak)
        if new_phrase(tokens, k) and not verb:
            return k
    return a


def behind_counted(v, tokens, a, last):
    """First token of who stands right behind what he counts ("the 300 men Ruland [says] were sent"), or 0."""
    if not (capitalised(tokens[last]) or v.apart(tokens[last])):
        return 0
    for k in range(max(1, a), last):
        noun, after = tokens[k], tokens[k + 1]
        many = noun.low.endswith(MANY) or noun.raw.islower() and capitalised(after)
        if noun.classes and many and (capitalised(after) or v.apart(after)) and numbered(tokens[max(0, k - 5):k]):
            return k + 1
    return 0


def past_later(tokens, a, last):
    """Skip "An hour later", "Two days earlier" at the head of a subject."""
    for k in range(max(a, 1), min(a + 4, last)):
        if tokens[k].low in SINCE and (tokens[k - 1].low in SPANS or tokens[k - 1].mention or capitalised(tokens[k + 1])):
            return k + 1
    return a


def past_place(v, tokens, a, last):
    """Where a name begins right after the place that the preposition at a leads to ("In Kyiv Oleh Sova"), or 0."""
    if tokens[a].low not in LOCATIVE:
        return 0
    end = first_from(tokens, a + 1, lambda t: not capitalised(t) and t.low != "'s", within=last - a, none=last + 1)
    place = next((k for k in range(min(a + 4, last - 1), a, -1) if spelled(tokens[a + 1:k + 1]) in v.places), 0)
    if place and not tokens[place + 1].kinds & FRAME and tokens[place + 1].low != "'s":
        return place + 1
    begins = range(a + 2, end)
    known = next((k for k in begins if tokens[k].low in v.titles or begins_name(v, tokens, k, end)), 0)
    owners = [k for k in begins if tokens[k].low == "'s"]
    owner = next((k - 1 for k in owners if k > a + 2), 0)
    full = 0  # only names: the place has one word of them, or two of many
    if end - a > 2 and end == last + 1 and not owners:
        full = a + 3 if end - a > 4 else a + 2
    return min(filter(None, (known, owner)), default=full)


def begins_name(v, tokens, k, end):
    """Does the name of an actor of five words at most, before `end`, begin at k?"""
    return any(spelled(tokens[k:m]) in v.names for m in range(k + 1, min(k + 5, end) + 1))
