"""As of when, within a sentence: the day a number speaks about is an event's in its clause, or the day on which somebody said it.

`doc` is the Document (document.py) that is being read, s the Sentence, i the index of the number among its tokens, k that of a date.
"""

import re
from bisect import bisect_left
from datetime import date, timedelta
from itertools import takewhile
from operator import attrgetter

from ..grammar.clauses import PARTICIPIAL, PREDICATIVE, VERBAL, strong
from ..grammar.neighbours import nearest_before, spelled
from ..grammar.reach import OCCASION
from .bulletins import DATELINE

START = attrgetter("start")
EVENTS_OWN = frozenset("from of after since following by".split())  # before "Monday's", they tell of the event, not of the count
OPENS_RELATIVE, RELATIVE_REACH = frozenset(["where", "which", "that"]), 12  # tokens
RELATIVES = frozenset("which who whom whose".split())
LINKING = frozenset("prepositions coordinators subordinators auxiliaries determiners".split())
ENDING_PHRASE = VERBAL | {"punct", "coordinators"}
PERIODS = ("window", "date-past")  # what has an end, the day of publication
PARTS = frozenset("as end beginning start middle course morning afternoon evening night hours days week weekend fortnight half".split())
OPENING = 3  # units at the top of a text among which its dateline stands
SINCE = 7  # tokens between a "since" and the date of its clause ("since it invaded in 2022")
FULL = re.compile(r"\d{4}")
DAYS_AFTER = re.compile(r"\b(?:a|one|two|three|four|five) days? (after|before) (?!\d)")
COUNT = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
# "homeless in the middle of winter": how it is there, not when.
SETTING = re.compile(r"(?:middle|depths?|heart|dead|midst) of (?:the )?\D+\Z", re.I)


def as_of(doc, s, i, cue, expected):
    """(from, to, said) of the day number i speaks about: an event's date in its clause, else the day it was said ('said' is True)."""
    tokens = s.tokens
    said, event = [], []
    for k in datable(doc, s):
        if cue and of_saying(tokens, k, cue):
            said.append(k)
        elif not names_event(doc, tokens, k) and dates_the_number(doc, tokens, i, k):
            event.append(k)
    if days := days_after(s, i, said or event):
        return days, days, True
    if expected and doc.rules.book.as_of_expected != "target":
        event = [k for k in event if tokens[k].mention.date_to <= doc.published and not targeted(tokens, k)]
    if event:
        return *of_event(doc, tokens, i, event, expected), False
    if said:
        verb = bisect_left(tokens, cue.at, key=START)
        m = tokens[min(said, key=lambda k: abs(k - verb))].mention
        return m.date_to if m.grain == "day" else m.date_from, m.date_to, True
    return "", "", False


def targeted(tokens, k):
    """Is the date at k one that is aimed at ("by May", "until the end of May")?"""
    return any(t.low in ("by", "until", "before") for t in tokens[max(0, k - 2):k])


def of_event(doc, tokens, i, event, expected):
    """(from, to) of the one of an event's dates that number i is told of: the nearest, and of a range the last."""
    k = min(event, key=lambda k: (trailing(tokens, i, k), abs(k - i) + (3 if k < i else 0)))
    later = [end for end in event if k < end <= k + 2 and joined(tokens, end)]
    m = tokens[later[-1] if later else k].mention
    if expected and m.date_to < doc.published and m.rule in ("date-month", "date-season") and not FULL.search(m.surface):
        return next_year(m.date_from), next_year(m.date_to)
    return m.date_to if m.grain == "day" or m.rule in PERIODS else m.date_from, m.date_to  # of a stated period, the end


def joined(tokens, k):
    """Does the date at k close a range or a pair, and not belong to what comes after it ("300 by May and last week [at] 400")?"""
    if tokens[k - 1].low != "and" or k + 2 >= len(tokens):
        return tokens[k - 1].low in ("and", "to", "-", "–")
    return not (tokens[k + 1].kinds & PREDICATIVE or "prepositions" in tokens[k + 1].kinds and tokens[k + 2].number)


def datable(doc, s):
    """Indices of the dates on which something of a sentence may have been told or happened."""
    if s.dates is None:
        s.dates = [k for k in s.mentioned if is_datable(doc, s, k)]
    return s.dates


def is_datable(doc, s, k):
    m = s.tokens[k].mention
    if not m.date_from or not m.grain or m.kind not in ("date", "duration"):
        return False
    setting = m.rule == "date-season" and SETTING.match(m.surface)
    return not (since_then(doc, s.tokens, k) or dateline(doc, s, k) or setting)


def next_year(day):
    """'2024-03-01' => '2025-03-01': "5,000 more go in March", written after March."""
    return f"{int(day[:4]) + 1}{day[4:]}"


def trailing(tokens, i, k):
    """How likely the date at k is another number's: 2 if it stands behind one before number i, 1 if a comma parts it from i."""
    if k < i:
        return 2 if any(t.number for t in tokens[:k]) and not any(t.raw in ",;" for t in tokens[k - 3:k]) else 0
    return int(any(t.raw == "," for t in tokens[i:k]))


def days_after(s, i, dates):
    """The day of what is told in a clause of "a day after", counted from the one date of the rest; or ''.

    "Ada Brook said on Friday, a day after the farm lost 300"
    """
    match = DAYS_AFTER.search(s.low) if " day" in s.low else None
    if not match or s.tokens[i].start < s.start + match.end():
        return ""
    stop = s.low.find(",", match.end())
    stop = len(s.low) if stop < 0 else stop
    within = [k for k in dates if match.start() <= s.tokens[k].start - s.start < stop]
    others = {s.tokens[k].mention.date_to for k in dates if s.tokens[k].mention.grain == "day" and k not in within}
    if s.tokens[i].start - s.start >= stop or len(others) != 1 or within:
        return ""
    step = COUNT[match.group().split()[0]] * (-1 if match.group(1) == "after" else 1)
    return (date.fromisoformat(others.pop()) + timedelta(days=step)).isoformat()


def since_then(doc, tokens, k):
    """Is the date at k only where something began, or when the event was ("since it began in 2022", "the toll from Monday's quake")?"""
    if k and tokens[k - 1].low == "than" or k > 1 and tokens[k - 2].low == "than":
        return True
    since = nearest_before(tokens, k, lambda t: t.low == "since", SINCE)
    if since >= 0 and not any(t.raw in ",;" or t.number for t in tokens[since:k]):
        return True
    if k + 1 == len(tokens) or reported(doc, tokens[k + 1:k + 5]):
        return False
    led = next((n for n in range(k - 1, max(-1, k - 4), -1) if tokens[n].kinds & {"prepositions"}), k)  # "after the deadly May 10 flood"
    after = tokens[k + 1]
    plain = after.raw.islower() and after.raw.isalpha() and not after.kinds & LINKING
    noun = plain and any("determiners" in t.kinds for t in tokens[led + 1:k])
    owner = led == k - 1 and after.low == "'s"
    if not noun and not owner:
        return False
    if tokens[led].low in EVENTS_OWN:
        return True
    return owner and tokens[led].low == "in" and not any(t.low in PARTS or t.low in OCCASION for t in tokens[k + 2:k + 4])


def reported(doc, tokens):
    """Is the noun of a report in the phrase that some tokens begin with ("the 13 January count", "Sunday's official reckoning")?"""
    phrase = takewhile(lambda t: "determiners" not in t.kinds, tokens)
    return any(t.low in doc.rules.speech.v.carriers or t.low in doc.rules.reader.generics for t in phrase)


def names_event(doc, tokens, k):
    """Is the date at k part of a name ("the quake of 6 February", "the 2020 quakes"), and not of a report ("the count of 13 January")?"""
    if k > 1 and tokens[k - 1].low == "of":
        return not tokens[k - 2].kinds & {"prepositions"} and tokens[k - 2].low not in PARTS and not reported(doc, tokens[k - 2:k - 1])
    held = k > 1 and tokens[k].mention.grain == "year" and (tokens[k - 1].low == "'s" or "determiners" in tokens[k - 1].kinds)
    if not held or k + 1 == len(tokens):
        return False
    return tokens[k + 1].raw.isalpha() and not tokens[k + 1].kinds and not reported(doc, tokens[k + 1:k + 4])


def dateline(doc, s, k):
    """Is the date at k the one before the dash that opens a text ("ARDLEY, May 6 (Bell News) - …")?"""
    if s.start >= doc.units[min(OPENING, len(doc.units) - 1)][1]:
        return False
    return bool(DATELINE.match(doc.plain, s.tokens[k].end)) and not any(t.number for t in s.tokens[:k])


def dates_the_number(doc, tokens, i, k):
    """Is the date at k when number i held, by standing in its clause?"""
    between = range(min(i, k), max(i, k))
    if any(parts_clauses(tokens, n) or k > i and tokens[n].low == "that" and tokens[n - 1].low == "and" for n in between):
        return False
    return dates_before(tokens, i, k) if k < i else dates_behind(doc, tokens, i, k)


def parts_clauses(tokens, n):
    """Does the token at n part what stands before it from what comes after it?"""
    t = tokens[n]
    return t.raw == ";" or t.low in ("while", "whereas", "following") or strong(t) and t.raw not in ":—–"


def dates_before(tokens, i, k):
    """The same for a date before number i: not where it is of somebody else, or of another number."""
    if any(t.low in ("who", "whose") for t in tokens[max(0, k - 6):k]) and any(t.raw == "," for t in tokens[k + 1:i]):
        return False  # "According to a banker who fled in 2019, …"
    if of_relative(tokens, i, k):
        return False
    if k + 1 < i and tokens[k + 1].raw == ",":
        if spelled(tokens[:2]) == "of the" and sum(t.number for t in tokens[:k]) == 1:
            return False  # "Of the 900 sent in May, 300 …"
        opened = nearest_before(tokens, k, lambda t: t.raw == "," or t.number, 7)
        if opened >= 0 and "ing" in tokens[opened + 1].kinds:
            return False  # "the president, facing elections in May, visited Ardley, where 300 …"
    told = next((n for n in range(k + 1, i) if tokens[n].number), i)
    return not any(t.raw == ":" for t in tokens[told:i])  # "Deadlier than that of 1939 (32,968): the toll is 35,418"


def of_relative(tokens, i, k):
    """Does the date at k belong to a clause that describes a noun and ends before number i?

    "In Ardley, where it rained on Friday, 300 …", "The flood that came a week ago has drowned 300"
    """
    r = nearest_before(tokens, k, lambda t: t.low in OPENS_RELATIVE or t.number or strong(t), RELATIVE_REACH)
    if r < 1 or tokens[r].low not in OPENS_RELATIVE:
        return False
    if tokens[r - 1].raw == ",":
        return tokens[r].low != "that" and any(t.raw == "," for t in tokens[k + 1:i])
    describes = tokens[r].low != "where" and not tokens[r - 1].kinds & PREDICATIVE and tokens[r + 1].kinds & PREDICATIVE
    return bool(describes) and any(t.kinds & PREDICATIVE for t in tokens[k + 1:i])


def dates_behind(doc, tokens, i, k):
    """The same for a date behind number i: not in an aside, nor behind the verb of another number.

    But "300 dead and 500 hurt as of Monday": both.
    """
    between = tokens[i + 1:k]
    if any(tokens[n].raw == "," and opens_aside(doc, tokens, n, between) for n in range(i, k - 1)):
        return False
    numbers = [n for n, t in enumerate(between) if t.number and not (tokens[i].number and is_whole(between, n))]
    if not numbers:
        return True
    if len(numbers) > 1 or any(t.kinds & VERBAL or t.raw == "," for t in between):
        return False
    return any("coordinators" in t.kinds for t in between[:numbers[0]])


def is_whole(between, n):
    """Is the first number behind a number what that is a part of ("300 [of the 11,000] had died by May")?"""
    return any(t.low == "of" for t in between[:n]) and not any(t.number or t.kinds & ENDING_PHRASE for t in between[:n])


def opens_aside(doc, tokens, comma, between):
    """Does a participle or a relative clause follow the comma: ", opened in 2019", ", where he fought in 2019", ", in which"?"""
    first, second = tokens[comma + 1], tokens[comma + 2]
    if first.kinds & PARTICIPIAL or first.low in RELATIVES or "prepositions" in first.kinds and second.low in RELATIVES:
        return True
    return first.low == "where" and not any(reported(doc, [t]) for t in between)


def of_aside(tokens, k, cue):
    """Does the date at k tell what else a speaker did ("the envoy, who was in Ardley on Monday, said"), and no other time of speaking?"""
    first = bisect_left(tokens, cue.who[1], key=START)
    aside = tokens[first:k] if tokens[first].raw == "," else ()
    return any(t.low in RELATIVES for t in aside) and not any(t.low in ("spoke", "speaking", "addressed", "briefed") for t in aside)


def of_saying(tokens, k, cue):
    """Is the date at k the day of speaking: outside what was said, or right beside the verb of saying?"""
    start = tokens[k].start
    inside = any(a <= start < b for a, b in (cue.right, cue.left))
    verb = bisect_left(tokens, cue.at, key=START)
    if not inside:
        between = tokens[min(verb, k):max(verb, k)]
        if k < verb and of_aside(tokens, k, cue):
            return False
        if any(t.low in (";", "now") for t in between) or tokens[k].mention.grain == "year" and tokens[k - 1].low != "in":
            return False
        return cue.rule != "headline" and not any(t.number for t in tokens[verb + 1:k])
    if cue.rule in ("subject-verb", "verb-subject", "citing", "passive-by") and verb < k <= verb + 6:
        between = tokens[verb + 1:k]
        return not any(t.low in ("that", "by", "as") or t.number or "auxiliaries" in t.kinds for t in between)
    return False
