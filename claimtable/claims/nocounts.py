"""Numbers that count nothing themselves: an age, a ratio, how much another grew, digits of a reference, a size told in passing."""

from ..grammar.clauses import CLOSED

ADDING = frozenset(["add", "adds", "added", "adding"])
CHANGED = frozenset(
    "out off wrong mistaken adrift low high short rise rose risen rising grow grew grown growing increase increased jump jumped climb "
    "climbed soar soared swell swelled surge surged up down fell fallen drop dropped rises grows jumps climbs".split()
)
TURNING = frozenset(["turn", "turns", "turned", "turning"])
COMPARING, BEFORE_NOW = frozenset(["more", "fewer", "less", "higher", "lower"]), frozenset(["previously", "yesterday", "earlier"])
MEASURED_KINDS = frozenset(["distance", "duration", "age", "time"])  # kinds of number that "not" may set right
A_DAY = frozenset(["24 hours", "a day", "the day"])
RATIO = frozenset(["to", "for"])  # "three to one"
THE, THE_OR_A = frozenset(["the", "this", "that"]), frozenset(["the", "this", "that", "a"])
POINTING = frozenset(["the", "this", "that", "'s"])


# ---------------------------------------------------------------- people

def stands_for_a_person(tokens, i):
    """"one later died", "Hulya, 41, said": no number of its own noun."""
    token = tokens[i]
    if token.low in ("one", "the one") or signs(tokens, i) or aged(tokens, i):
        return True
    if i > 1 and tokens[i - 1].low in ("and", "or", ",") and is_age(tokens[i - 2]) and len(token.raw) < 3:
        return True  # "aged 20 and 26"
    if not (0 < i < len(tokens) - 1 and two_digits(token)):
        return False
    return tokens[i - 1].raw == "," and tokens[i + 1].raw in ",." and not tokens[i - 2].mention


def aged(tokens, i):
    """"he was 26", "the age of the prisoner to 26", "Ada (70), Orton: …", "turns 77 this year"."""
    if was_aged(tokens, i):
        return True
    if not two_digits(tokens[i]) or i == 0:
        return False
    last = tokens[i - 1]
    if last.low in TURNING or i > 1 and "be" in last.kinds and is_of(tokens, i):
        return True
    if last.low == "and" and i > 3 and tokens[i - 2].number and aged(tokens, i - 2):
        return True  # "They are 20 and 26"
    if i == 2 and last.low == "(" and tokens[0].raw[0].isupper() and any(t.raw == ":" for t in tokens[i + 2:i + 6]):
        return True
    return any(t.low in ("age", "ages") for t in tokens[max(0, i - 9):i])


def is_of(tokens, i):
    """"he is [26]", "my neighbour, who is [74] and …", "they are [20] and 26"."""
    who = tokens[i - 2].low
    return who in ("he", "she", "who") or who == "they" and any(t.low == "and" for t in tokens[i + 1:i + 2])


def was_aged(tokens, i):
    """"when I was nine,", "She had been eleven": is only a "he", "she" or "I" with its verb before number i, and no noun after it?"""
    if i < 2 or not tokens[i].number or not 1 < (tokens[i].mention.low or 0) < 100 or "be" not in tokens[i - 1].kinds:
        return False
    k = i - 1
    while k and "auxiliaries" in tokens[k].kinds:
        k -= 1
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return tokens[k].low in ("he", "she", "i") and (after is None or bool(after.kinds) and after.low != "of")


def signs(tokens, i):
    """"… – Ada, 71": the age of one who signs at the end of a line."""
    if i < 3 or i + 1 < len(tokens) or not two_digits(tokens[i]) or tokens[i - 1].raw != ",":
        return False
    return any(t.raw in "–—" for t in tokens[max(0, i - 5):i - 2])


def is_age(token):
    return token.mention and token.mention.kind == "age"


def two_digits(token):
    return len(token.raw) < 3 and token.raw.isdigit()


# ---------------------------------------------------------------- numbers beside numbers

def beside_a_number(s, i):
    """"798,040 (+1,970)", "one dead for every two wounded", "1:3": a number that only says how another grew, or what it is to another."""
    tokens = s.tokens
    if compared(tokens, i + 1) or i and (changes(tokens, i) or sets_right(tokens, i)):
        return True
    if [t.low for t in tokens[i + 1:i + 3]] == ["of", "you"]:
        return True  # "if 300 of you give"
    if i and "be" in tokens[i - 1].kinds and any(t.low in ("each", "every") for t in tokens[max(0, i - 4):i - 1]):
        return True  # "each dot is 100 dead"
    if for_every(s, i) or not s.words.isdisjoint(RATIO) and ratio(tokens, i):
        return True
    opens = tokens[tokens[0].low == "for"].low in ("each", "every")  # "For each man killed, two are hurt"
    if opens and tokens[i].mention.kind == "number" and not any(t.low == "of" for t in tokens[1:3]):
        return True
    return scored(tokens, i - 2) or scored(tokens, i)


def changes(tokens, i):
    """Does number i tell how another changed: "rose by 300", "added 1,200 for Monday alone", "812,670, up 1,640 in a day", "(+1,970)"?"""
    before = tokens[i - 1]
    if before.low == "by":
        return any(t.low in CHANGED for t in tokens[max(0, i - 3):i - 1])
    if before.low in ADDING:
        of_a_day = any(t.mention and t.mention.grain == "day" or t.low in A_DAY for t in tokens[i + 1:i + 4])
        return of_a_day and "prepositions" in tokens[i + 1].kinds
    if before.low in ("up", "down"):
        return i > 2 and tokens[i - 2].raw in ",(–—" and any(t.number for t in tokens[:i - 2])
    return before.raw in "+±" and i > 1 and (tokens[i - 2].raw == "(" or tokens[i - 2].number)


def sets_right(tokens, i):
    """"90 km from Ardley, not [190]": is it what a distance, age or time is not?"""
    told = next((t for t in reversed(tokens[max(0, i - 12):i]) if t.mention), None) if tokens[i - 1].low == "not" else None
    return told is not None and told.mention.kind in MEASURED_KINDS


def for_every(s, i):
    """"for every [two] wounded", "[one] dead for every two wounded"."""
    tokens = s.tokens
    if i and (tokens[i - 1].low == "every" or tokens[i - 1].low == "each" and i > 1 and tokens[i - 2].low in RATIO):
        return True
    if "every" not in s.words:
        return False
    for k in range(i + 1, min(i + 12, len(tokens) - 1)):
        if tokens[k].low == "every" and tokens[k + 1].number and tokens[k - 1].low in RATIO:
            return not any(t.number for t in tokens[i + 1:k])
    return False


def ratio(tokens, i):
    """"three wounded to one dead": two small numbers with a noun or participle between them and a "to"; "one for 120"."""
    for k in range(max(0, i - 3), min(len(tokens) - 1, i + 4)):
        if tokens[k].low not in RATIO or not tokens[k + 1].number:
            continue
        if tokens[k].low == "for" and tokens[k - 1].low == "one" and i in (k - 1, k + 1):
            return True
        before = next((j for j in range(k - 1, max(-1, k - 4), -1) if tokens[j].number), -1)
        if 0 <= before < k - 1 and i in (before, k + 1) and all(0 < (tokens[j].mention.low or 99) < 21 for j in (before, k + 1)):
            return not any(x.kinds & {"verbs", "auxiliaries", "prepositions"} for x in tokens[before + 1:k])
    return False


def scored(tokens, k):
    """Do two numbers with nothing but a colon between them begin at k ("1:3")?"""
    if k < 0 or k + 2 >= len(tokens) or not (tokens[k].number and tokens[k + 2].number):
        return False
    colon = tokens[k + 1]
    return colon.raw == ":" and tokens[k].end == colon.start == tokens[k + 2].start - 1


def compared(tokens, k):
    """Do the words at k compare with another day or place ("1,300 more than in the morning", "40 fewer than a day earlier")?"""
    if k + 2 >= len(tokens) or tokens[k].low not in COMPARING or tokens[k + 1].low != "than":
        return False
    after = tokens[k + 2]
    if after.mention is not None and not after.number:
        return True
    return "prepositions" in after.kinds or "determiners" in after.kinds or after.low in BEFORE_NOW


# ---------------------------------------------------------------- digits, and sizes of what is known

def in_a_row(s, i):
    """"444 0 118", "S/2024/215": digits that only stand beside other digits, as in a telephone number or a reference."""
    tokens, token = s.tokens, s.tokens[i]
    if not token.raw[0].isdigit():
        return False
    if i and go_on(s, i - 1, i - 1) or i + 1 < len(tokens) and go_on(s, i, i + 1):
        return True
    if 1 < i < len(tokens) - 1 and tokens[i - 2].raw == "(" and tokens[i + 1].raw == ")" and marks_paper(tokens[i - 1], token):
        return True
    return i > 0 and token.raw.isdigit() and tokens[i - 1].raw == "/" and tokens[i - 1].end == token.start and tokens[i - 2].raw.isalnum()


def go_on(s, a, other):
    """Are tokens a and a + 1 digits with at most a space between them? other: the one of the two that nobody has looked at."""
    first, second = s.tokens[a], s.tokens[a + 1]
    if not s.tokens[other].raw[0].isdigit() or s.text[first.end - s.start:second.start - s.start] not in ("", " "):
        return False
    return all(t.raw.replace(" ", "").isdigit() for t in (first, second))


def marks_paper(word, token):
    """"(paper 36 124)", "(HC 612)"."""
    if word.kinds or word.classes:
        return False
    return word.raw.islower() and " " in token.raw or word.raw.isupper() and token.raw.isdigit()


def in_passing(tokens, i, said_at):
    """Is a size only told in passing of a thing that is known?

    "… in Monday's quake, which measured 7.8", "the quakes of Monday, of magnitudes 7.7 and 7.6,"
    said_at: where the verb stands whose number it may be; within the same remark it is told on purpose (", which the institute measured
    at 7.8").
    """
    if i > 1 and tokens[i - 1].low == "'s" and tokens[i - 2].mention:
        return True  # "Monday's 7.8 shock"
    if i + 1 < len(tokens) and of_known(tokens, i):
        return True
    for k in range(i - 1, max(0, i - 8), -1):
        t = tokens[k]
        if t.low in ("which", "of") and tokens[k - 1].raw == ",":
            return said_at < t.start and any(x.low in POINTING for x in tokens[max(0, k - 8):k - 1])
        if t.raw in ",;:—–" or t.number and tokens[k + 1].low != "and":
            return False
    return False


def of_known(tokens, i):
    """"photos show a street after the magnitude 7.8 shock", "officials fear for the survivors of the 7.8 shock"."""
    the = i - 2 if i > 1 and tokens[i - 1].raw[0].islower() and tokens[i - 1].low not in THE_OR_A else i - 1
    if the <= 0:
        return False
    article, before, noun = tokens[the], tokens[the - 1], tokens[i + 1]
    known = article.low in THE and "prepositions" in before.kinds or article.low in ("a", "an") and before.low in ("after", "following")
    return known and (noun.raw[0].isalpha() or noun.raw == "-") and not noun.kinds & CLOSED
