"""What holds beyond one sentence: headings, rows, and small facts about neighbouring numbers."""

import re

from ..grammar.clauses import CLOSED, minor

SAME_SIZE = 40  # numbers further apart than this factor do not count the same thing ("18 deserted … 11,000")
FAMILY = {"vague": "number", "fraction": "percent"}  # kinds between which a left-out noun carries over
ADDING = frozenset(["add", "adds", "added", "adding"])
CHANGED = frozenset("out off wrong mistaken adrift rise rose risen rising grow grew grown growing increase increased jump jumped climb climbed soar soared swell swelled surge surged up down fell fallen "
                    "drop dropped rises grows jumps climbs".split())
RATIO = frozenset(["to", "for"])  # "three to one"
JOINT = re.compile(r"\b(?:combined|joint|jointly|both|together(?! with)|(?:that|which|this) (?:makes|made|brings|brought)(?: it| the)?|there and in|here and in|overall|altogether|add them up|adds? up|adding up|taken together|in all(?! (?:the|its|his|their|of|\w+ (?:provinces|regions|areas|parts))\b)|all told|all in all|sum|pair of them|two of them|two countries|two-country|both-country|cross-border|total)\b")
FIGURE = r"the(?: \w+){0,2}? (?:figure|number|count|toll|total|estimate|claim|tally|report|data|information|source|news|word|statement)s?"
POINTS_BACK = re.compile(rf"[^\w\"]*(?:(?:the )?(?:source|sources|credit|data|figures)s?:|(?:about|of|on) (?:this|it|that)\b|(?:this|that|so|thus|such|these|those|{FIGURE}|all this|it)\b(?: \w+){{0,2}}? (?:goes|went|traces|comes?|came|stems?|originates?|says?|said|according)\b|(?:so|thus|such|{FIGURE})\b(?: \w+){{0,2}}? (?:was|were|is|are|has|have|had)\b|"
                         r"(?:this|that|these|those|all this|it)(?: \w+){0,2}? (?:was|were|is|are|been)(?: also| later| first| all| at least)? (?:\w+ed|given|made|put|said|how|what|from|by|according|the \w+|\w+'s)\b|so (?:says|said)\b)")
FIGURES = 40  # numbers in a unit from which it is a table or a dump, and no sentence
LONG = 1000  # characters of the longest unit read as one sentence
ITEM = re.compile(r"\s*\n\s*[•·●▪◦‣⁃*–—-]\s")  # a list begins
ASKS = re.compile(r"\b(?:how (?:many|much)|(?:which|what) (?:number|figure|count|toll|total))\b", re.I)
ARTICLE = re.compile(r"(?:the|a|an)\s+(?=\S)", re.I)
COUNTS = frozenset(["number", "vague", "percent", "money"])
LABEL_END = re.compile(r"(?::|[ ][–—-])[ ]*(?:(?:about|some|over|nearly|around|up to|at least|more than)[ ])?[\"']?\Z", re.I)
LABELLED = re.compile(r"[A-Z][\w' -]{1,24}: [^\n:]{1,50}")
SIGNED = re.compile(r" (?:[–—-] [^\n]{2,40}|\([^()\n]{2,40}\))\n")  # who asks: "How many have died? – Ada, Ardley", "… (Ada, 17)"
NAME = re.compile(r"(?:[A-Z][\w.'-]* ){1,4}")  # "Ardley 300"
HEADING = 90  # characters of the longest line that is still a heading
KIND_REASONS = {
    "date": "a date", "time": "a time of day", "age": "an age", "identifier": "part of a name, label or model number", "ordinal": "a place in an order",
    "rank": "a rank", "score": "a score", "duration": "a length of time", "distance": "a distance", "measurement": "a size or weight",
    "percent": "a share that no measure covers", "money": "an amount of money that no measure covers", "fraction": "a part of something no measure covers",
}


def pieces(plain, start, end):
    """A unit in pieces of at most LONG characters, cut at spaces: what is longer is no sentence, and must not cost the square of its length."""
    while end - start > LONG:
        cut = plain.rfind(" ", start + LONG // 2, start + LONG)
        cut = start + LONG if cut < 0 else cut
        yield start, cut
        start = cut + (plain[cut:cut + 1] == " ")
    yield start, end


def lines(text, units):
    """(line ends of the text before it, line ends before its end) of each unit."""
    found, at, count = [], 0, 0
    for a, b in units:
        opens = count + text.count("\n", at, a)
        at, count = b, opens + text.count("\n", a, b)
        found.append((opens, count))
    return found


def headings(plain, units):
    """Numbers of the units that are headings: the first line, and short lines of their own that are no sentence, before other text."""
    found = {0} if units else set()
    for u, (a, b) in enumerate(units[:-1]):
        if ITEM.match(plain, b) and a == plain.rfind("\n", 0, a) + 1 and (plain[b - 1] == ":" and b - a < 1.5 * HEADING or ASKS.search(plain, a, b)):
            found.add(u)
        if b - a < HEADING and plain[b - 1] not in ".,;:\"" and (plain[b:b + 2].strip(" \t\r").startswith("\n") or plain[b - 1] == "?" and SIGNED.match(plain, b)) and plain.count(" ", a, b) < 13:
            line = plain.rfind("\n", 0, a) + 1
            if a - line < 7 and not any(c in "•·●▪◦‣⁃*–—-" for c in plain[line:a]):
                found.add(u)
    return found


def labelled_rows(plain, units, members):
    """Numbers of the units that are rows of a list without marks: a line of its own that is a label, a sign and a number ("Ardley: 300")."""
    found = set()
    for u, (a, b) in enumerate(units):
        numbers = [m for m in members[u] if m.kind in COUNTS] if b - a < 1.5 * HEADING and (a == 0 or plain[a - 1] == "\n") else ()
        if any(LABEL_END.search(plain, a + 1, m.start) or m.end == b and NAME.fullmatch(plain, a, m.start) for m in numbers) and plain[b:b + 1] in ("\n", ""):
            found.add(u)
    for u in sorted(found):  # "Epicentre: near Ardley", among the rows
        for v in (u - 1, u + 1):
            if 0 < v < len(units) and LABELLED.fullmatch(plain, *units[v]) and plain[units[v][0] - 1] == "\n" and plain[units[v][1]:units[v][1] + 1] in ("\n", ""):
                found.add(v)
    return {u for u in found if u - 1 in found or u + 1 in found}


def stands_for_a_person(tokens, i):
    """"one later died", "Hulya, 41, said": no number of its own noun."""
    token = tokens[i]
    if token.low in ("one", "the one") or signs(tokens, i):
        return True
    if aged(tokens, i):
        return True
    if i > 1 and tokens[i - 1].low in ("and", "or", ",") and tokens[i - 2].mention and tokens[i - 2].mention.kind == "age" and len(token.raw) < 3:
        return True  # "aged 20 and 26"
    if not (0 < i < len(tokens) - 1 and token.raw.isdigit() and len(token.raw) < 3):
        return False
    return tokens[i - 1].raw == "," and tokens[i + 1].raw in ",." and not tokens[i - 2].mention


def aged(tokens, i):
    """"he was 26", "the age of the prisoner to 26", "Ada (70), Orton: …", "turns 77 this year"."""
    if i > 1 and tokens[i].number and 1 < (tokens[i].mention.low or 0) < 100 and "be" in tokens[i - 1].kinds and was_aged(tokens, i):
        return True
    if not (len(tokens[i].raw) < 3 and tokens[i].raw.isdigit()) or i == 0:
        return False
    before = [t.low for t in tokens[max(0, i - 2):i]]
    if before[-1] in ("turn", "turns", "turned", "turning") or len(before) > 1 and "be" in tokens[i - 1].kinds and (before[0] in ("he", "she") or before[0] == "they" and any(t.low == "and" for t in tokens[i + 1:i + 2])):
        return True
    if before[-1] == "and" and i > 3 and tokens[i - 2].number and aged(tokens, i - 2):
        return True  # "They are 20 and 26"
    bracketed = i == 2 and before[-1] == "(" and tokens[0].raw[0].isupper() and any(t.raw == ":" for t in tokens[i + 2:i + 6])
    return bracketed or any(t.low in ("age", "ages") for t in tokens[max(0, i - 9):i])


def was_aged(tokens, i):
    """"when I was nine,", "She had been eleven": does only a "he", "she" or "I" with its verb stand before number i, and no noun after it?"""
    k = i - 1
    while k and "auxiliaries" in tokens[k].kinds:
        k -= 1
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return tokens[k].low in ("he", "she", "i") and (after is None or bool(after.kinds) and after.low != "of")


def signs(tokens, i):
    """"… – Ada, 71": the age of one who signs at the end of a line."""
    return i > 2 and i == len(tokens) - 1 and tokens[i].raw.isdigit() and len(tokens[i].raw) < 3 and tokens[i - 1].raw == "," and any(t.raw in "–—" for t in tokens[max(0, i - 5):i - 2])


def beside_a_number(s, i):
    """"798,040 (+1,970)", "one dead for every two wounded", "1:3": a number that only says how another grew, or what it is to another."""
    tokens, before = s.tokens, s.tokens[i - 1] if i else None
    if compared(tokens, i + 1) or before is not None and before.low == "by" and any(t.low in CHANGED for t in tokens[max(0, i - 3):i - 1]):
        return True
    if before is not None and before.low == "not" and (told := next((t for t in reversed(tokens[max(0, i - 12):i]) if t.mention), None)) and told.mention.kind in ("distance", "duration", "age", "time"):
        return True  # "90 km from Ardley, not 190"
    if before is not None and before.low in ADDING and any(t.mention and t.mention.grain == "day" or t.low in ("24 hours", "a day", "the day") for t in tokens[i + 1:i + 4]) and "prepositions" in tokens[i + 1].kinds:
        return True  # "its staff added 1,200 for Monday alone"
    if before is not None and before.low in ("up", "down") and i > 2 and tokens[i - 2].raw in ",(–—" and any(t.number for t in tokens[:i - 2]):
        return True  # "812,670, up 1,640 in a day"
    if before is not None and before.raw in "+±" and i > 1 and (tokens[i - 2].raw == "(" or tokens[i - 2].number):
        return True
    if before is not None and "be" in before.kinds and any(t.low in ("each", "every") for t in tokens[max(0, i - 4):i - 1]):
        return True  # "each dot is 100 dead"
    if before is not None and (before.low == "every" or before.low == "each" and i > 1 and tokens[i - 2].low in ("for", "to")) or "every" in s.words and any(tokens[k].low == "every" and tokens[k + 1].number and tokens[k - 1].low in ("for", "to") and not any(t.number for t in tokens[i + 1:k]) for k in range(i + 1, min(i + 12, len(tokens) - 1))):
        return True
    if not s.words.isdisjoint(RATIO) and ratio(tokens, i) or tokens[i].mention.kind == "number" and tokens[tokens[0].low == "for"].low in ("each", "every") and not any(t.low == "of" for t in tokens[1:3]):
        return True  # "For each man killed, two are hurt"
    for a, b in ((i - 2, i), (i, i + 2)):
        if a >= 0 and b < len(tokens) and tokens[a].number and tokens[b].number and tokens[a + 1].raw == ":" and tokens[a].end == tokens[a + 1].start == tokens[b].start - 1:
            return True
    return False


def ratio(tokens, i):
    """"three wounded to one dead": two small numbers with a noun or participle between them and a "to"."""
    for k in range(max(0, i - 3), min(len(tokens) - 1, i + 4)):
        if tokens[k].low not in RATIO or not tokens[k + 1].number:
            continue
        before = next((j for j in range(k - 1, max(-1, k - 4), -1) if tokens[j].number), -1)
        if before >= 0 and before < k - 1 and i in (before, k + 1) and all(0 < (tokens[j].mention.low or 99) < 21 for j in (before, k + 1)):
            return not any(x.kinds & {"verbs", "auxiliaries", "prepositions"} for x in tokens[before + 1:k])
    return False


def in_a_row(s, i):
    """"444 0 118", "S/2024/215": digits that only stand beside other digits, as in a telephone number or a reference."""
    tokens = s.tokens
    if not tokens[i].raw[0].isdigit():
        return False
    for a, b in ((i - 1, i), (i, i + 1)):
        if a >= 0 and b < len(tokens) and tokens[a + b - i].raw[0].isdigit() and all(t.raw.replace(" ", "").isdigit() for t in tokens[a:b + 1]) and s.text[tokens[a].end - s.start:tokens[b].start - s.start] in ("", " "):
            return True
    if 1 < i < len(tokens) - 1 and tokens[i - 2].raw == "(" and tokens[i + 1].raw == ")" and not (tokens[i - 1].kinds or tokens[i - 1].classes) and (tokens[i - 1].raw.islower() and " " in tokens[i].raw or tokens[i - 1].raw.isupper() and tokens[i].raw.isdigit()):
        return True  # "(paper 36 124)", "(HC 612)"
    return i > 0 and tokens[i].raw.isdigit() and tokens[i - 1].raw == "/" and tokens[i - 1].end == tokens[i].start and tokens[i - 2].raw.isalnum()


def compared(tokens, k):
    """Do the words at k compare with another day or place ("1,300 more than in the morning", "40 fewer than a day earlier")?"""
    if k + 2 >= len(tokens) or tokens[k].low not in ("more", "fewer", "less", "higher", "lower") or tokens[k + 1].low != "than":
        return False
    after = tokens[k + 2]
    return "prepositions" in after.kinds or "determiners" in after.kinds or after.mention is not None and not after.number or after.low in ("previously", "yesterday", "earlier")


def joint(s, start, places):
    """Do the words around the number at `start` put several areas together ("both countries"): between the place before it, and a comma or the next number?"""
    if start not in s.joints:
        i = s.at(start)
        a = max([p[1] for p in places if p[1] <= start] + [t.end for t in s.tokens[:i] if t.raw == ";"], default=s.start)
        b = next((t.start for t in s.tokens[i + 1:] if t.number and not minor(t) or t.raw in ",;"), s.end)
        s.joints[start] = s.joined or JOINT.search(s.low, a - s.start, b - s.start)
    return s.joints[start]


THE, ARTICLES = frozenset(["the", "this", "that"]), frozenset(["the", "this", "that", "a"])


def in_passing(tokens, i, said_at):
    """Is a size only told in passing of a thing that is known ("… in Monday's quake, which measured 7.8", "the quakes of Monday, of magnitudes 7.7 and 7.6,")?

    said_at: where the verb stands whose number it may be; within the same remark it is told on purpose (", which the institute measured at 7.8").
    """
    if i > 1 and tokens[i - 1].low == "'s" and tokens[i - 2].mention:
        return True  # "Monday's 7.8 shock"
    the = i - 1 - (i > 1 and tokens[i - 1].raw[0].islower() and tokens[i - 1].low not in ARTICLES)
    if the > 0 and (tokens[the].low in THE and "prepositions" in tokens[the - 1].kinds or tokens[the].low in ("a", "an") and tokens[the - 1].low in ("after", "following")) and i + 1 < len(tokens) and (tokens[i + 1].raw[0].isalpha() or tokens[i + 1].raw == "-") and not tokens[i + 1].kinds & CLOSED:
        return True  # "photos show a street after the magnitude 7.8 shock", "officials fear for the survivors of the 7.8 shock"
    for k in range(i - 1, max(0, i - 8), -1):
        t = tokens[k]
        if t.low in ("which", "of") and tokens[k - 1].raw == ",":
            return said_at < t.start and any(x.low in ("the", "this", "that", "'s") for x in tokens[max(0, k - 8):k - 1])
        if t.raw in ",;:—–" or t.number and tokens[k + 1].low != "and":
            return False
    return False


def family(mention, described):
    """Numbers between which a left-out noun carries over: a share goes on from a share, a count from a count."""
    return "number" if mention.kind == "measurement" and described.thing not in ("", "?") else FAMILY.get(mention.kind, mention.kind)


def of_one_size(a, b):
    """May two values count the same thing? Unknown values may."""
    return not a or not b or 1 / SAME_SIZE <= a / b <= SAME_SIZE


def in_unit(mention, value, measure):
    """A fraction as percent where the measure is in percent: a third => 33.3."""
    if value is None or measure.unit != "percent" or mention.kind != "fraction":
        return value
    return round(100 * value, 1)


def reason(mention, described):
    """Why a number of which nothing is known to the codebook is not a claim."""
    if described.thing == "?":
        return f"counts {described.noun}, which no measure covers"
    if described.thing or described.events:
        return f"counts {', '.join(sorted({described.thing, *described.events} - {''}))} in a way no measure covers"
    return "what it counts is not said"


def origin(name, outlet, anonymous):
    """Whose claim it is: unnamed people of two outlets need not be the same people: 'analysts' => 'analysts (source 003)'."""
    return f"{name} ({outlet})" if name in anonymous and outlet else name


def voice(who):
    """One name for 'the police', 'Police' and 'police', where actors.yaml has none: 'Police'."""
    article = ARTICLE.match(who)
    name = who[article.end():] if article else who
    return name[:1].upper() + name[1:]


def bare(name):
    """'the Pentagon' => 'pentagon'."""
    name = " ".join(name.lower().replace("’", "'").replace("ʼ", "'").split())
    return name.removeprefix("the ").removesuffix("'s")
