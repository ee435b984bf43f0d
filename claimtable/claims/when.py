"""As of when, beyond a sentence: the day its speaker spoke before, or one set above it, where its own names none; and what is too early.

Each function takes the Document (document.py) that is being read; u is the number of a unit.
"""

import re

from ..attribution.continuing import goes_on
from ..attribution.governing import speaker_of
from ..attribution.pronouns import body
from ..grammar.clauses import VERBAL
from ..grammar.neighbours import first_from, holds, low_at, pauses, spelled
from ..grammar.reach import OCCASION
from .bulletins import DATELINE, HEAD
from .days import as_of, dateline, names_event, of_saying, since_then
from .framing import known

REACH = 6  # units back to the day on which a speaker spoke, who is only pointed at ("he said"), or whose quotation goes on
BESIDE = 3  # the same, where the speaker is named again
TIMED = re.compile(
    r"\b(?:(?:at|by|before|around|after) "
    r"(?:dawn|noon|midday|midnight|nightfall|dusk|sunset|sunrise|lunchtime|mid-morning|mid-afternoon)|"
    r"in the (?:early |late )?(?:morning|afternoon|evening)|(?:an|two|three|a few) hours? later|later in the day)\b"
)
SUMMED = re.compile(r"(?:put |taken |added )?together,? (?:that|this|these|it|they)\b")
DURING = frozenset(["in", "during"])
ON = frozenset(["on", "in", "at"])  # between what is said and the day of saying it
TIMES_OF_DAY = frozenset("evening night morning afternoon noon midnight dawn".split())
SPEAKING = OCCASION - TIMES_OF_DAY | frozenset("spoke spoken speaking addressed addressing information".split())
PLACING = frozenset(["prepositions", "auxiliaries", "ed", "pronouns"])  # with one of them a phrase is of more than an event
UNSAID = "", "", "published"


def dated(doc, u, s, i, cue, status):
    """(from, to, basis) of the day number i of unit u speaks about; '', '' and 'published' if nothing tells."""
    since, until, said = as_of(doc, s, i, cue, status == "expected")
    if since and not (status == "actual" and since > doc.published > "" and known(s.tokens, i)):  # "The 300 will need coats by May"
        doc.said = u, since, until
        return since, until, "stated"
    for day in (doc.grids.dated(s.tokens[i].start), listed(doc, u)):
        if day[0]:
            return *day, "stated"
    if until := time_of_day(doc, u, s, i):
        return until, until, "inferred"
    now = "now" in s.words and any(t.low == "now" for t in s.tokens[:i])  # "On Monday it spoke of 300. It now says 400."
    if doc.said and not now and follows_day(doc, u, s, cue):
        return *doc.said[1:], "inferred"
    if cue and not now and (before := spoke_before(doc, u, cue)):
        return *before, "inferred"
    return (*doc.standing[u], "stated") if u in doc.standing else UNSAID


def follows_day(doc, u, s, cue):
    """Does unit u only go on from the sentence whose day was kept last, with nobody named who speaks in it?"""
    v = doc.said[0]
    if u - v > 1 or not doc.same_paragraph(u, v) or named_here(doc, u, cue):
        return False
    return goes_on(s) or SUMMED.match(s.low)


def named_here(doc, u, cue):
    """Does a cue name its speaker in unit u itself?"""
    return cue and doc.units[u][0] <= cue.at and not cue.pronoun


def time_of_day(doc, u, s, i):
    """The day last named, where number i is told of a time of that day ("Monday began dry. By nightfall 300 sheep had drowned."); or ''."""
    if u in doc.standing or not TIMED.search(s.low, 0, s.tokens[i].start - s.start):
        return ""
    for v in range(u, max(-1, u - BESIDE), -1):
        days = [m for m in doc.members[v] if m.grain == "day" and m.date_from == m.date_to and m.date_from and m.start < s.tokens[i].start]
        days = [m.date_to for m in days if not DATELINE.match(doc.plain, m.end)]
        if days:
            return days[-1]
    return ""


def spoke_before(doc, u, cue):
    """(from, to) of the day on which the speaker of a cue spoke, from the last unit that tells it; or None."""
    who, own = speaker(doc, cue), named_here(doc, u, cue)
    if own and body(doc, cue.who):
        return None  # it speaks on many days
    told = next((v for v in range(u, -1, -1) if doc.units[v][0] <= cue.at), u)  # far back, of a quotation over many sentences
    for v in (*range(u - own, max(-1, u - (BESIDE if own else REACH)), -1), *range(told, min(u, told + 1))) if who else ():
        if doc.standing.get(u) == doc.standing.get(v):
            if day := next((day for name, day in spoken(doc, v) if name == who), None) or v < u and on_occasion(doc, v, cue, who):
                return day
    return None


def on_occasion(doc, v, cue, who):
    """(from, to) of the day in unit v on which a speaker met the press or made a statement, not said in what words; or None.

    "The governor gave a briefing on Monday. He said …"
    """
    s = doc.sentence(v)
    if s.words.isdisjoint(SPEAKING):
        return None
    named = cue.who[0] if doc.units[v][0] <= cue.who[0] < doc.units[v][1] else next((t.start for t in s.tokens if t.raw == who), s.end)
    at = s.at(named)
    for k in saying_days(doc, s) if at < len(s.tokens) else ():
        between = s.tokens[min(at, k):max(at, k)]
        if not any(t.number or t.low in ("that", ";") for t in between) and low_at(s.tokens, k + 1) != "'s":
            return s.tokens[k].mention.date_from, s.tokens[k].mention.date_to
    return None


def spoken(doc, v):
    """[(speaker, (from, to))] of those who speak in unit v on a day that it names."""
    if v not in doc.spoken:
        doc.spoken[v] = days_of_saying(doc, v) if any(m.date_from for m in doc.members[v]) else []
    return doc.spoken[v]


def days_of_saying(doc, v):
    s, found = doc.sentence(v), []
    dates = saying_days(doc, s)
    for cue in doc.cues(v):
        days = [s.tokens[k].mention for k in dates if of_saying(s.tokens, k, cue) or of_naming(s, k, cue)]
        if name := speaker(doc, cue):
            found += [(name, (m.date_from, m.date_to)) for m in days]
    return found


def saying_days(doc, s):
    """Indices of the dates of a sentence on which somebody may have spoken."""
    dates = [k for k in s.mentioned if s.tokens[k].mention.date_from and s.tokens[k].mention.grain in ("day", "week", "month")]
    return [k for k in dates if not since_then(doc, s.tokens, k) and not dateline(doc, s, k)]


def of_naming(s, k, cue):
    """Is the date at k of a verb that only names a number before it ("put the dead at 300 on Monday")?"""
    between = s.tokens[s.at(cue.at) + 1:k] if cue.rule == "subject-verb" and cue.at < s.tokens[k].start else ()
    if sum(t.number for t in between) != 1 or "prepositions" in between[-1].kinds and between[-1].low not in ON:
        return False
    return not any(t.low == "that" or t.kinds & VERBAL or t.raw in ",;" for t in between)


def speaker(doc, cue):
    """The last name of who speaks; the place of the words, if they are no name."""
    last = doc.plain[slice(*cue.who)].split()[-1:]
    return last[0] if last and last[0][:1].isupper() else cue.who


def listed(doc, u):
    """(from, to) of the day that the heading of the list of unit u names; ('', '') if there is none."""
    v = doc.voices.introduction(u)
    if v < 0:
        return "", ""
    days = [m for m in doc.members[v] if m.kind == "date" and m.grain == "day" and m.date_from and heads_rows(doc, u, v, m)]
    return (days[-1].date_from, days[-1].date_to) if days else ("", "")


def heads_rows(doc, u, v, m):
    """Does the date m of unit v hold for row u of the list below it? At the top of a text not the day on which it came out."""
    a, b = doc.units[v]
    if v in doc.headed and u not in doc.standing and (v >= HEAD or m.date_to != doc.published):
        return True
    return doc.plain[b - 1] == ":" or doc.plain.find("(", a, m.start) >= 0 and doc.plain.find(")", m.end, b) >= 0


# ---------------------------------------------------------------- before the event

def too_early(doc, s, i, cues):
    """Is number i of a day before the event, or of an event of such a day ("the worst since 1976, when 300 died")?"""
    begins = doc.rules.book.begins
    if begins and doc.published and doc.published < begins:
        return True
    early = [k for k in s.mentioned if "" < s.tokens[k].mention.date_to < begins] if begins else ()
    if not early:
        return False
    if any(when_it(s.tokens, i, k) or in_that(doc, s.tokens, k) for k in early if k < i):
        return True
    _, until, said = as_of(doc, s, i, speaker_of(s, cues, s.tokens[i].start, s.tokens[i].end)[0], False)
    return bool(until) and not said and until < begins


def when_it(tokens, i, k):
    """Does number i stand in the clause that tells of the date at k: "since 1976, when 300 died"?"""
    return spelled(tokens[k + 1:k + 3]) == ", when" and first_from(tokens, k + 2, pauses, none=i) >= i


def in_that(doc, tokens, k):
    """Is number i set in the event that is named by the date at k: "In the flood of 1987, 300 died"?"""
    return tokens[0].low in DURING and low_at(tokens, k + 1) == "," and names_event(doc, tokens, k) and not holds(tokens[1:k - 1], PLACING)
