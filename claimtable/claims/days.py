"""As of when: the day a number speaks about, from the words around it, the sentence before, or what the layout of the text dates."""

from ..attribution.cues import goes_on
from ..attribution.pronouns import body
from ..grammar.clauses import PARTICIPIAL, strong
from .bulletins import DATELINE

EVENTS_OWN = frozenset("from of after since following by".split())  # before "Monday's", they tell of the event, not of the count
PERIODS = ("window", "date-past")  # what has an end, the day of publication
PARTS = frozenset("as end beginning start middle course".split())
OPENING = 3  # units at the top of a text among which its dateline stands
REACH = 6  # units back to the day on which a speaker spoke, who is only pointed at ("he said"), or whose quotation goes on
BESIDE = 3  # the same, where the speaker is named again


def as_of(doc, s, i, cue, expected):
    """(from, to, said) of the day number i speaks about: an event's date in its clause, else the day it was said ('said' is True)."""
    tokens, reports = s.tokens, doc.rules.speech.v.carriers | doc.rules.reader.generics
    said, event = [], []
    for k in s.mentioned:
        t = tokens[k]
        if t.mention.date_from and t.mention.kind in ("date", "duration"):
            if since_then(tokens, k, reports) or dateline(doc, s, k):
                continue
            if cue and of_saying(tokens, k, cue):
                said.append((k, t.mention))
            elif not names_event(tokens, k, reports) and dates_the_number(tokens, i, k):
                event.append((k, t.mention))
    if expected and doc.rules.book.as_of_expected != "target":
        event = []
    if event:
        k, best = min(event, key=lambda km: abs(km[0] - i) + (3 if km[0] < i else 0))
        later = [m for kk, m in event if kk > k and kk - k <= 2 and tokens[kk - 1].low in ("and", "to", "-", "–")]
        best = later[-1] if later else best
        since = best.date_to if best.grain == "day" or best.rule in PERIODS else best.date_from  # of a stated period, the end
        return since, best.date_to, False
    if said:
        return said[0][1].date_from, said[0][1].date_to, True
    return "", "", False


def since_then(tokens, k, reports):
    """Is the date at k no more than where something began, or when the event was ("since 2022", "the toll from Monday's quake")?"""
    before, owner = tokens[k - 1].low if k else "", k + 2 < len(tokens) and tokens[k + 1].low == "'s" and tokens[k + 2].low not in reports
    return before in ("than", "since") or k > 1 and tokens[k - 2].low == "than" or before in EVENTS_OWN and owner


def names_event(tokens, k, reports):
    """Is the date at k part of a name ("the quake of 6 February"), and not of a report ("the count of 13 January")?"""
    return k > 1 and tokens[k - 1].low == "of" and not tokens[k - 2].kinds & {"prepositions"} and tokens[k - 2].low not in PARTS and tokens[k - 2].low not in reports


def dateline(doc, s, k):
    """Is the date at k the one before the dash that opens a text ("ARDLEY, May 6 (Bell News) - …")?"""
    return s.start < doc.units[min(OPENING, len(doc.units) - 1)][1] and bool(DATELINE.match(doc.plain, s.tokens[k].end)) and not any(t.number for t in s.tokens[:k])


def dates_the_number(tokens, i, k):
    """Is the date at k when number i held, by standing in its clause?"""
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
    """(from, to) of the day number i of unit u speaks about: from its sentence, from when the same speaker spoke before, or what is dated above it."""
    since, until, said = as_of(doc, s, i, cue, status == "expected")
    if said:
        doc.said = u, since, until
    if since:
        return since, until
    if doc.said and u - doc.said[0] <= 1 and doc.same_paragraph(u, doc.said[0]) and (goes_on(s) or cue and cue.pronoun):
        return doc.said[1:]
    if cue and (before := spoke_before(doc, u, cue)):
        return before
    for day in (doc.grids.dated(s.tokens[i].start), listed(doc, u), doc.standing.get(u, ("", ""))):
        if day[0]:
            return day
    return "", ""


def spoke_before(doc, u, cue):
    """(from, to) of the day on which the speaker of a cue spoke, from the last unit that tells it; or None."""
    who, own = speaker(doc, cue), doc.units[u][0] <= cue.at
    for v in range(u - own, max(-1, u - (BESIDE if own and not cue.pronoun else REACH)), -1) if who else ():
        for name, day in spoken(doc, v):
            if name == who and doc.standing.get(u) == doc.standing.get(v):
                return day
    return None


def spoken(doc, v):
    """[(speaker, (from, to))] of those who speak in unit v on a day that it names."""
    if v not in doc.spoken:
        s = doc.sentence(v) if any(m.date_from for m in doc.members[v]) else None
        doc.spoken[v] = [(name, (m.date_from, m.date_to)) for cue in (doc.cues(v) if s else ()) if (name := speaker(doc, cue))
                         for k in s.mentioned if (m := s.tokens[k].mention).date_from and m.grain != "year" and not since_then(s.tokens, k, doc.rules.speech.v.carriers) and not dateline(doc, s, k) and of_saying(s.tokens, k, cue)]
    return doc.spoken[v]


def speaker(doc, cue):
    """The last name of the person who speaks; the place of the words, if they are no name; '' for a body, which speaks on many days."""
    who = doc.plain[slice(*cue.who)]
    last = who.split()[-1] if who else ""
    if last[:1].isupper():
        return "" if body(doc, cue.who) and not cue.pronoun else last
    return cue.who


def listed(doc, u):
    """(from, to) of the day in the heading of the list that unit u is a row of; ('', '') if there is none."""
    v = doc.voices.introduction(u) if u in doc.listed else -1
    if v < 0:
        return "", ""
    a, b = doc.units[v]
    return next(((m.date_from, m.date_to) for m in doc.members[v] if m.kind == "date" and m.grain == "day" and m.date_from
                 and (doc.plain[b - 1] == ":" or doc.plain.find("(", a, m.start) >= 0 and doc.plain.find(")", m.end, b) >= 0)), ("", ""))
