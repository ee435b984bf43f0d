"""As of when: the day a number speaks about, from the words around it, the sentence before, or what the layout of the text dates."""

from ..attribution.cues import goes_on
from ..grammar.clauses import PARTICIPIAL, strong

EVENTS_OWN = frozenset("from of after since following by".split())  # before "Monday's", they tell of the event, not of the count


def as_of(s, i, cue, expected, target_first):
    """(from, to, said) of the day number i speaks about: an event's date in its clause, else the day it was said ('said' is True)."""
    tokens = s.tokens
    said, event = [], []
    for k in s.mentioned:
        t = tokens[k]
        if t.mention.date_from and t.mention.kind in ("date", "duration"):
            if cue and of_saying(tokens, k, cue):
                said.append((k, t.mention))
            elif dates_the_number(tokens, i, k):
                event.append((k, t.mention))
    if expected and not target_first:
        event = []
    if event:
        k, best = min(event, key=lambda km: abs(km[0] - i) + (3 if km[0] < i else 0))
        later = [m for kk, m in event if kk > k and kk - k <= 2 and tokens[kk - 1].low in ("and", "to", "-", "–")]
        best = later[-1] if later else best
        since = best.date_to if best.grain == "day" else best.date_from  # of a stated period, the end
        return since, best.date_to, False
    if said:
        return said[0][1].date_from, said[0][1].date_to, True
    return "", "", False


def dates_the_number(tokens, i, k):
    """Is the date at k when number i held: in its clause, and neither "since 2022" nor part of a name ("the quake of 6 February")?"""
    before = tokens[k - 1].low if k else ""
    if before == "than" or k > 1 and tokens[k - 2].low == "than" or before == "since" or before == "of" and k > 1 and not tokens[k - 2].kinds & {"prepositions"} and tokens[k - 2].low not in ("as", "end", "beginning", "start", "middle"):
        return False
    if before in EVENTS_OWN and k + 1 < len(tokens) and tokens[k + 1].raw in ("'s", "’s"):
        return False  # "the toll from Monday's earthquake"
    if k < i and any(t.low in ("who", "whose") for t in tokens[max(0, k - 6):k]) and any(t.raw == "," for t in tokens[k + 1:i]):
        return False  # "According to a banker who fled in 2019, …"
    a, b = min(i, k), max(i, k)
    if any(t.raw == ";" or t.low in ("while", "whereas", "following") or strong(t) and t.raw not in ":—–" for t in tokens[a:b]):
        return False
    opened = next((n for n in range(k - 1, max(-1, k - 8), -1) if tokens[n].raw == "," or tokens[n].number), -1)
    if k < i and k + 1 < i and tokens[k + 1].raw == "," and opened >= 0 and "ing" in tokens[opened + 1].kinds:
        return False  # "the president, facing elections in May, visited Ardley, where 300 …"
    told = next((n for n in range(k + 1, i) if tokens[n].number), i)
    if any(t.raw == ":" for t in tokens[told:i]):
        return False  # "Deadlier than that of 1939 (32,968): the toll is 35,418"
    aside = any(t.raw == "," and (x.kinds & PARTICIPIAL or x.low in ("which", "who")) for t, x in zip(tokens[i:k], tokens[i + 1:k + 1]))
    return k < i or not aside and not any(t.number for t in tokens[i + 1:k])


def of_saying(tokens, k, cue):
    """Is the date at k the day of speaking: outside what was said, or right beside the verb of saying?"""
    start = tokens[k].start
    inside = any(a <= start < b for a, b in (cue.right, cue.left))
    verb = next((j for j, t in enumerate(tokens) if t.start >= cue.at), len(tokens))
    if not inside:
        return cue.rule != "headline" and not any(t.number for t in tokens[verb + 1:k])
    if cue.rule in ("subject-verb", "verb-subject", "citing", "passive-by") and verb < k <= verb + 6:
        between = tokens[verb + 1:k]
        return not any(t.low in ("that", "by", "as") or t.number or "auxiliaries" in t.kinds for t in between)
    return False


def dated(doc, u, s, i, cue, status):
    """(from, to) of the day number i of unit u speaks about: from its sentence, the one before it, or what is dated above it."""
    since, until, said = as_of(s, i, cue, status == "expected", doc.rules.book.as_of_expected == "target")
    if said:
        doc.said = u, since, until
    if since:
        return since, until
    if doc.said and u - doc.said[0] <= 1 and doc.same_paragraph(u, doc.said[0]) and (goes_on(s) or cue and cue.pronoun):
        return doc.said[1:]
    listed = doc.grids.dated(s.tokens[i].start)
    return listed if listed[0] else doc.standing.get(u, ("", ""))
