"""Which of the places that a sentence names a number is for. `where` is the Whereabouts (whereabouts.py) of the codebook.

A place is (start, end, canonical names), with offsets of the whole text.
"""

import re

from ..grammar.around import subset
from ..grammar.clauses import CONTRAST, DASHES, STRONG, VERBAL, as_clause, minor, strong
from ..grammar.neighbours import numbered
from .whereabouts import BOTH, of_event

FAR = 90  # tokens beyond which a place is not the number's
LOCATIVE = frozenset(
    "in to at near across inside into around outside within under throughout on under towards toward along through reach reached "
    "reaching left leave leaving fled quit abandoned deserted".split()
)
INSIDE = frozenset("in across inside under".split())  # before a number of what something is in
PASSED_OVER = frozenset("the their its all both".split())  # between a preposition and its place …
MODIFYING = ("ing", "ed", "ern", "'s", "-held", "-run", "ian", "al", "ish")  # … and words with these endings
CAME = frozenset("is are was were come comes came".split())  # "21,000 of the dead were from Ardley"
ADDING = frozenset("bringing taking raising pushing putting lifting making leaving".split())
GROUND = frozenset(
    "ruins rubble debris wreckage streets villages countryside whole rest provinces province parts part half region regions city town "
    "area areas south north east west cities towns district districts village villages".split()
)
OF_THEM = re.compile(r"\bof (?:them|whom)\b[^.!?\n]*\Z")
ASIDE = re.compile(r", (?:\w+ ){0,2}(?:in|at|from|of) (?:the )?(?:\w+ of )?")
THERE_AND = re.compile(r"\bthere and (?:in|across)\b")
BOUNDING = STRONG | CONTRAST | {",", "according", "that", "which"}  # what may end the words in which a number's place stands
OPENING_DETAIL = frozenset(":(–—")
# right behind who speaks: where somebody was, who does not work there
STAY = re.compile(r", who (?:(?:had|has|have|also|is to|was to) )*(?:is|was|are|were|been|visit\w*|tour\w*|fl[ei]\w*|travel\w*|arrive\w*|"
                  r"return\w*|came|went|met|spoke|lives|lived|stayed|stays)\b")
BETWEEN = ("", "of the", "more", "of", "new", "dead")  # what may stand between a number and the place that describes what it counts
PEOPLES = ("ish", "ian")
OF_A_PART = [["of", word] for word in ("them", "whom", "which", "these", "those")]


def place_of(where, s, i, described, speakers, found):
    """The place number i is for, or None: nearest after the number, then its subject, then a fronted phrase.

    speakers: spans of those who speak; found: the places of the sentence.
    """
    if not found:
        return None
    if "respectively" in s.words and (place := respective(where, s, i)):
        return place
    tokens, number = s.tokens, s.tokens[i]
    usable = [p for p in found if not any(a <= p[0] and bare_end(where, s, p) <= b or b < p[0] and of_speaking(s, b, p)
                                          for a, b in speakers)]
    edge = right_edge(s, i)
    if THERE_AND.search(s.low, number.end - s.start, edge - s.start):
        return None
    if place := behind(where, s, i, usable, edge):
        return place
    if where.book.whole and broken_down(where, tokens, i, [p for p in found if p[0] > number.end]):
        s.joints[number.start] = True
        return None
    told = told_of_event(where, tokens, i) if where.of_event else 0
    if told:
        s.joints[number.start] = True
    left = max(left_edge(where, tokens, i), told)
    nearest = [p for p in usable if left <= p[0] < number.start]
    if nearest and of_all(where, tokens, i, nearest):
        return None
    speaking = [p for p in found if left <= p[0] < number.start and p not in usable] if where.book.whole else ()
    place = before(where, s, i, nearest, speaking) or of_next_number(where, s, i, usable)
    if not place and where.book.whole and not told:
        place = fronted(s, i, usable) or in_headline(where, s, i, usable)
    if not place and described and "there" in described.words and any(t.low == "there" for t in tokens[max(0, i - 6):i + 8]):
        place = next((p for p in reversed(found if where.book.whole else usable) if p[1] <= number.start), None)
    return place


# ---------------------------------------------------------------- one after the other, where a number's place may stand

def respective(where, s, i):
    """Of "300 and 40 people in Ruland and Vesland respectively", the place of number i; None without as many numbers as places."""
    first, last = i, i
    while first > 1 and s.tokens[first - 1].low in ("and", ",") and s.tokens[first - 2].number:
        first -= 2
    while last + 2 < len(s.tokens) and s.tokens[last + 1].low in ("and", ",") and s.tokens[last + 2].number:
        last += 2
    named = [(m.start() + s.start, m.end() + s.start, where.places.find(m.group())) for m in where.pattern.finditer(s.text)]
    return named[(i - first) // 2] if len(named) == (last - first) // 2 + 1 > 1 else None


def behind(where, s, i, usable, edge):
    """The first place behind number i, up to the offset `edge`, that is neither of a part of it nor of the next number; or None."""
    at = s.tokens[i].end
    for place in usable:
        if not at <= place[0] < edge or in_subset(s.tokens, i, s.at(place[0])) or heads_number(s, place):
            continue
        if locative(where, s, place) or modifies(where, s, place, at):
            return place
    return None


def before(where, s, i, nearest, speaking):
    """The nearest of the places before number i in its clause ("Turkey's toll", "Turkish dead", "Turkey has lost"); or None.

    speaking: the places in the names of speakers there: the next number is theirs ("300 in Ardley, and Orton's mayor counts 40").
    """
    for place in reversed(nearest):
        others = [p for p in speaking if place[1] <= p[0] and where.parts(p[2]) != where.parts(place[2])]
        if any(numbered(s.tokens[s.at(place[1]):s.at(p[0])]) for p in others):
            return None
        if BOTH.search(s.low, place[1] - s.start, s.tokens[i].start - s.start):
            return None  # "with Syria the two-country count is …"
        if where.book.whole or locative(where, s, place):
            return place
    return None


def of_next_number(where, s, i, usable):
    """The place behind the next number that number i shares ("2,166 died and 2,950 were injured in the north-west"); or None."""
    tokens = s.tokens
    n = next((k for k in range(i + 1, len(tokens)) if tokens[k].number), 0)
    if not n or not ("coordinators" in tokens[n - 1].kinds or tokens[n - 1].raw == ",") or broken_up(tokens, i, n):
        return None
    limit = next((t.start for t in tokens[i + 1:] if strong(t) or t.low in CONTRAST), tokens[-1].end)
    shares = [p for p in usable if tokens[n].start < p[0] < limit and locative(where, s, p)]
    return shares[0] if len({p[2] for p in shares}) == 1 or shares and not summed(tokens, n) else None


def fronted(s, i, usable):
    """The place that opens the sentence of number i and holds for all of it, or the subject after a fronted number; or None."""
    tokens = s.tokens
    place = next((p for p in usable if p[1] < tokens[i].start and fronts(s, p)), None)
    comma = next((k for k in range(i + 1, min(len(tokens) - 1, i + 8)) if tokens[k].raw == ","), 0)
    if place or not comma or i >= 4 or "prepositions" not in tokens[0].kinds:
        return place
    return next((p for p in usable if p[0] == tokens[comma + 1].start), None)  # "With 300 dead, Ruland has passed …"


def in_headline(where, s, i, usable):
    """The only place of a headline ("Turkey winds up its search as the toll stands at 300"), if it is one part of the whole; or None."""
    if not s.line or len(usable) != 1 or not set(usable[0][2]) <= set(where.book.whole):
        return None
    place = usable[0]
    if ";" in s.text or BOTH.search(s.low) or OF_THEM.search(s.low, 0, place[0] - s.start):
        return None
    return None if in_next_clause(s.tokens, i, place[0]) or heads_number(s, place) else place


# ---------------------------------------------------------------- a place and what stands around it

def bare_end(where, s, place):
    """Where the name of a town ends without its "'s" ("by [Ardley]'s reckoning"); a part of the whole counts its own ("Ruland's count")."""
    owns = s.text[:place[1] - s.start].endswith(("'s", "’s")) and not set(place[2]) <= set(where.book.whole)
    return place[1] - 2 * owns


def locative(where, s, place):
    """Does a preposition of place stand before it ("in Russia's Kursk region", and of a toll "300 dead for Ardley")?"""
    words = s.text[max(0, place[0] - s.start - 48):place[0] - s.start].lower().split()[-4:]
    last_but_one = words[-2] if len(words) > 1 else ""
    if words and words[-1] == "of" and last_but_one in GROUND:
        return True
    if words[-2:] == ["out", "of"] or words[-1:] == ["from"] and last_but_one.endswith(("ed", "en", "wn", "away")):
        return True  # "300 people have been evacuated from Ardley"
    for word in reversed(words):
        if word.strip("(,") in LOCATIVE or word == "for" and s.text.startswith(" as a whole", place[1] - s.start):
            return True
        if where.book.whole and (word == "for" or word == "from" and last_but_one in CAME):
            return True
        if word not in PASSED_OVER and not word.endswith(MODIFYING):
            return False
    return False


def modifies(where, s, place, at):
    """Does it stand right behind the number that ends at `at` ("3,000 Turkish dead", "62,400 (Turkey)", "300 residents of Ardley")?"""
    if not where.book.whole:
        return False
    if s.text[at - s.start:place[0] - s.start].strip(' ("-') in BETWEEN:
        return True
    between = s.tokens[s.at(at):s.at(place[0])]
    a_people = s.text[:place[1] - s.start].endswith(PEOPLES)
    return len(between) == 2 and bool(between[0].classes) and between[1].low == "of" and not a_people


def heads_number(s, place):
    """Does the next number stand right behind the place ("300 were killed and in Ardley 40", "rose to 300 and in Ardley to 40")?"""
    tokens, k = s.tokens, s.at(place[1])
    if k + 1 < len(tokens) and tokens[k].kinds & {"prepositions", "auxiliaries"} and tokens[k + 1].number:
        k += 1
    return k < len(tokens) and tokens[k].number and not minor(tokens[k])


def fronts(s, place):
    """Does the place stand in a phrase or label that opens the sentence ("In the north of Vesland, …", "Vesland: …")?"""
    k = s.at(place[1])
    if k >= len(s.tokens):
        return False
    after = s.tokens[k]
    if place[0] == s.start and after.raw == ":":
        return True
    if "prepositions" not in s.tokens[0].kinds:
        return False
    if k < 5 and not after.kinds & {"coordinators", "punct"} and after.low != "'s" and not BOTH.search(s.low):
        return not any(t.number for t in s.tokens[:k])  # "In Ardley the elders keep a list"
    return k < 12 and after.raw == "," and not any(t.kinds & VERBAL for t in s.tokens[:k])


def of_speaking(s, end, place):
    """Is a place only where somebody, whose name ends at `end`, speaks ("the chief, in Ardley, expects …", "said in Ardley that …")?"""
    between, after = s.text[end - s.start:place[0] - s.start], s.text[place[1] - s.start:]
    if ASIDE.fullmatch(between) and after.startswith(","):
        return True
    return between.endswith((" in ", " at ")) and after.startswith(" that ") and between.count(" ") < 7


# ---------------------------------------------------------------- a number and what stands around it

def right_edge(s, i):
    """Offset at which the words behind number i end that may name its place."""
    if i not in s.reaches:
        s.reaches[i] = find_right_edge(s.tokens, i)
    return s.reaches[i]


def find_right_edge(tokens, i):
    closed = 0  # where an aside on a part of the number ends
    for k in range(i + 1, min(len(tokens), i + FAR)):
        t = tokens[k]
        if not (t.number or t.low in BOUNDING):
            continue
        if t.raw == "," and not closed and subset(tokens, k):  # "900 people, most of them children, have died in Ardley"
            later = range(k + 2, min(len(tokens) - 1, k + 9))
            closed = next((n for n in later if tokens[n].raw == "," and tokens[n + 1].kinds & VERBAL), 0)
        if k >= closed and bounds(tokens, i, k):
            return t.start
    return tokens[min(len(tokens), i + FAR) - 1].end + 1


def bounds(tokens, i, k):
    """Do the words behind number i that may name its place end at token k?"""
    t = tokens[k]
    if t.number and tokens[k - 1].low in INSIDE and k > i + 1:
        return False  # "47,000 people are staying in 118 halls in Ardley"
    if t.number and not minor(t) or t.low in CONTRAST or t.low == "according":
        return True
    if t.raw in STRONG:  # not the dash of "300 – Ardley" at the head of a row
        return not (k == i + 1 and t.raw in DASHES and all("punct" in x.kinds for x in tokens[:i]))
    if t.raw == ",":  # "to 300, bringing the toll in both countries to …"; "300, most of them in Ardley"
        return k + 1 < len(tokens) and (tokens[k + 1].low in ADDING or subset(tokens, k))
    # "300 were killed by the quake that struck near Ardley"
    return t.low in ("that", "which") and any("prepositions" in x.kinds for x in tokens[i + 1:k])


def left_edge(where, tokens, i):
    """Offset at which the words before number i begin that may name its place."""
    for k in range(i - 1, max(-1, i - FAR), -1):
        t = tokens[k]
        if t.raw in STRONG:
            labels = t.raw == ":" or t.raw in DASHES and k == i - 1 < 6  # "Ardley – 300"
            if not labels:
                return t.end
        elif t.low in CONTRAST or t.low == "as" and as_clause(tokens, k, where.opening_verbs):
            return t.end
    return tokens[max(0, i - FAR)].start


def in_next_clause(tokens, i, at):
    """Is what stands at an offset in a clause of its own behind number i ("Toll tops 300, Ruland opens inquiry")?"""
    return any(t.raw in ",;–—" or t.low == "as" for t in tokens[i + 1:] if t.start < at)


def in_subset(tokens, i, k):
    """Does token k stand in an aside on a part of what number i counts ("900 people, most of them in Ardley, have died")?"""
    comma = next((n for n in range(k - 1, max(i, k - 9), -1) if tokens[n].raw == ","), 0)
    return bool(comma) and subset(tokens, comma)


def told_of_event(where, tokens, i):
    """Where the event itself is named, if number i is of a relative clause about it ("the flood, which has killed 300"); else 0."""
    that = next((k for k in range(i - 1, max(0, i - 12), -1) if tokens[k].low in ("that", "which", "who") or strong(tokens[k])), 0)
    if not that or tokens[that].low not in ("that", "which") or any(t.number for t in tokens[that:i]):
        return 0
    near = reversed(tokens[max(0, that - 6):that])
    told = next((t for t in near if of_event(where, t) or t.kinds & VERBAL or t.number), None)
    return told.start if told and of_event(where, told) else 0


def of_all(where, tokens, i, nearest):
    """Is number i of more than the places before it ("Ruland accounts for 300 of [the 340] dead", "… bringing the total to [340]")?"""
    if tokens[i - 1].low in ("the", "all") and any(t.low.startswith("account") for t in tokens[max(0, i - 6):i]):
        return True
    added = next((t.start for t in reversed(tokens[:i]) if t.low in ADDING), -1)
    return nearest[-1][1] < added and len(where.parts_of(nearest)) > 1  # "in Ruland 300 and in Vesland 40, bringing …"


def broken_down(where, tokens, i, after):
    """Do numbers of several parts of the whole follow a colon, dash or bracket ("300 died: 200 in Ruland and 100 in Vesland")?"""
    near = range(i + 1, min(i + 12, len(tokens)))
    sign = next((k for k in near if tokens[k].raw in OPENING_DETAIL or tokens[k].raw in ";." or tokens[k].number), 0)
    if not sign or tokens[sign].raw not in OPENING_DETAIL or len(where.parts_of(after)) < 2:
        return False
    return after[0][0] > tokens[sign].start and sum(t.number and not minor(t) for t in tokens[sign:sign + 20]) > 1


def broken_up(tokens, i, n):
    """Is number n a part of number i ("of the 300 dead, 200 …", "300 died, 200 of them in …")?"""
    return any(t.low == "of" for t in tokens[max(0, i - 2):i]) or [t.low for t in tokens[n + 1:n + 3]] in OF_A_PART


def summed(tokens, n):
    """Do two numbers right behind a comma and each other tell the parts of one ("300 were killed, [200] in Ardley and 100 in Orton")?"""
    return tokens[n - 1].raw == "," and "prepositions" in tokens[min(n + 1, len(tokens) - 1)].kinds
