"""A verb that no list has, known as one of saying by its place: beside a quotation, before "that", between commas, after "is what".

Each function takes the Speakers, a Sentence, the index of the sign or word and the verbs of saying of our lists; it returns a Cue or None.
"""

from ..grammar.clauses import CLOSED, QUOTES, VERBAL, strong
from ..grammar.neighbours import capitalised, clause_ends, coordinates, nearest_before, numbered
from ..grammar.nounphrases import NONE, PERSONAL, PUBLISHED
from ..grammar.reach import TELLING
from .convictions import NO_STATEMENT, STAYS, convinced
from .cue import NOBODY, Cue, cue_of, onwards, upto
from .saidby import between, past_between

TO_WHOM = frozenset("to with in at on before".split())
HEARING = frozenset("him her me us them you reporters journalists lawmakers viewers readers listeners visitors".split())
ARTICLES = frozenset(["a", "an", "the"])
REACH = 25  # tokens after "that" within which a number must stand


def verb(token, says):
    """May the word be a verb in the present or past that no list of saying has?"""
    low = token.low
    if token.mention or not token.raw[0].islower() or token.kinds & CLOSED or low in says or low in NO_STATEMENT or token.classes:
        return False
    return "ed" in token.kinds or "verbs" in token.kinds or low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3


def quoting(v, s, i, says):
    """"“…”, shrugs Elif", "“…,” the mayor fumed.": a verb and somebody beside the end of a quotation."""
    tokens, n = s.tokens, len(s.tokens)
    if tokens[i - 1].end != tokens[i].start or i + 1 < n and tokens[i + 1].start == tokens[i].end and tokens[i + 1].raw != ",":
        return None  # it opens
    j = i + 1 + (i + 1 < n and tokens[i + 1].raw == ",")
    if j + 1 >= n:
        return None
    if verb(tokens[j], says):
        a, b = v.phrase(tokens, j + 1)
        if a <= b and v.can_speak(tokens, a, b) and tokens[b].low not in PERSONAL and ends(tokens, b + 1):
            return cue_of(v, s, a, b, j, left=upto(s, j), rule="verb-subject")
    k = next((k for k in range(j + 1, min(n, j + 12)) if verb(tokens[k], says) and ends(tokens, k + 1)), 0)
    if not k or tokens[k].low in v.speakers:
        return None
    a, b = v.subject(tokens, k - 1)
    if not i < a <= b or not v.head_speaks(tokens, a, b):
        return None
    cue = cue_of(v, s, a, b, k, left=upto(s, a), rule="subject-verb")
    return cue.unless_pronoun(tokens, a, b)


def ends(tokens, k):
    """Does the clause end before token k, or go on with a phrase of its own?"""
    return clause_ends(tokens, k) or tokens[k].raw == ")" or bool(tokens[k].kinds & {"prepositions", "subordinators", "adverbs", "date"})


def before_that(v, s, i, says):
    """"a recording pretends that 300 …", "the vicar confided to us that …": somebody and a verb before "that"."""
    tokens = s.tokens
    if i < 2:
        return None
    if again := gapped_that(v, s, i, says):
        return again
    k = nearest_before(tokens, i, lambda t: strong(t) or t.number or t.low in STAYS or verb(t, says) or t.kinds & VERBAL, within=8, none=0)
    if tokens[k].low in STAYS or tokens[k].kinds & VERBAL and tokens[i - 1].low in v.thoughts:
        return convinced(v, s, i, k, says)
    if not k or not verb(tokens[k], says) or tokens[k].low in v.speakers or tokens[k].low in PUBLISHED or not numbered(tokens[i:i + REACH]):
        return None
    if any(t.low in TELLING for t in tokens[max(0, k - 4):k]):
        return None  # "told Polish dockers that": who hears it
    told = v.apart(tokens[i - 1]) or tokens[i - 1].low in HEARING or tokens[i - 1].mention
    if k < i - 1 and (tokens[k + 1].low not in TO_WHOM or k < i - 3) and not told:
        return None
    a, b = v.subject(tokens, past_between(v, tokens, k - 1))
    if a > b or numbered(tokens[a:b + 1]) or tokens[b].low in ("who", "which", "there", "we", "i", "you"):
        return None
    if not v.head_speaks(tokens, a, b) and (tokens[a].low not in ARTICLES or v.counted(tokens[v.head(tokens, a, b)])):
        return None
    cue = cue_of(v, s, a, b, k, right=onwards(s, i), rule="subject-verb")
    return cue.unless_pronoun(tokens, a, b)


def gapped_that(v, s, i, says):
    """"The ministry reported that 300 …, and the union[,] that 400 …": somebody right before "that", without the verb before."""
    tokens = s.tokens
    last = i - 1 - (tokens[i - 1].raw == ",")
    k = next((k for k in range(last - 1, max(0, i - 12), -1) if parts_speakers(tokens[k])), 0)
    a, b = v.phrase(tokens, k + 1) if k else NONE
    if a > b or b != last or not (v.can_speak(tokens, a, b) and v.head_speaks(tokens, a, b)):
        return None
    bare = tokens[k].raw == "," and last < i - 1  # "… 300, the ministry, that …"
    said = any(x.low in says for x in tokens[:k]) and (numbered(tokens[:k]) or any(x.low == "that" for x in tokens[:k]))
    return cue_of(v, s, a, b, i, right=onwards(s, i), rule="subject-verb") if said and not bare else None


def parts_speakers(token):
    """Does it part one who says something from the next?"""
    return token.raw in ",;" or coordinates(token) or token.low == "while"


def comment(v, s, i, says):
    """"…, the federation ventures[, …]": somebody and a verb that no list has between commas or at the end, after a number."""
    tokens = s.tokens
    if i + 2 >= len(tokens):
        return None
    asks = verb(tokens[i + 1], says) and tokens[i + 1].low.endswith(("s", "ed")) and numbered(tokens[:i])
    a, b = v.phrase(tokens, i + 2) if asks else NONE
    if a <= b and ends(tokens, b + 1) and stands_alone(v, tokens, a, b):
        return cue_of(v, s, a, b, i + 1, left=upto(s, i + 1), rule="verb-subject")  # "…, ventures one analyst."
    if tokens[i + 1].low in PERSONAL and (verb(tokens[i + 2], says) or i + 3 < len(tokens) and tokens[i + 3].low == "on"):
        end = i + 3 + (i + 3 < len(tokens) and tokens[i + 3].low == "on")  # "…, she went on, …"
        closed = end >= len(tokens) or tokens[end].raw in ",." and any(t.number for t in (tokens[:i] if tokens[end].raw == "." else tokens))
        if not closed:
            return None
        reaches = onwards(s, end) if end < len(tokens) else NOBODY
        return Cue(NOBODY, tokens[i + 2].start, tokens[i + 2].raw, left=upto(s, i), right=reaches, rule="subject-verb",
                   pronoun=tokens[i + 1].low)
    opens = "determiners" in tokens[i + 1].kinds or capitalised(tokens[i + 1]) or v.apart(tokens[i + 1])
    if tokens[i + 1].mention or not opens or not numbered(tokens[:i]):
        return None
    a, b = v.phrase(tokens, i + 1)
    b -= a < b and verb(tokens[b], says) and ends(tokens, b + 1)  # an unknown verb may look like the last word of the name
    k = b + 1
    while k < len(tokens) - 1 and between(v, tokens, k):
        k += 1
    if a < b and capitalised(tokens[a]) and verb(tokens[a + 1], says) and tokens[a + 1].low not in v.speakers:
        return None  # "Toll passes 300, Ruland hunts for builders"
    went_on = k + 1 < len(tokens) and tokens[k].low == "went" and tokens[k + 1].low == "on"
    if a > b or k >= len(tokens) or any("modals" in t.kinds for t in tokens[b + 1:k]):
        return None
    if not (went_on or verb(tokens[k], says)) or not ends(tokens, k + 1 + went_on):
        return None
    if not (v.can_speak(tokens, a, b) and v.head_speaks(tokens, a, b)):
        return None
    return cue_of(v, s, a, b, k, left=upto(s, a), rule="subject-verb")


def stands_alone(v, tokens, a, b):
    """Is a..b somebody who speaks, by more than one common word ("…, ventures one analyst.")?"""
    if not v.apart(tokens[v.head(tokens, a, b)]):
        return False
    first, last = tokens[a], tokens[b].low
    return a < b - 2 or "determiners" in first.kinds or first.number or capitalised(first) or last in v.speakers or last in v.titles


def called(v, s, i):
    """"took part in what the ministry calls “a rescue of 300”": somebody's name for it, up to the end of the quotation or clause."""
    tokens = s.tokens
    a, b = v.phrase(tokens, i + 1) if i + 2 < len(tokens) else NONE
    k = b + 1
    while k < len(tokens) and between(v, tokens, k):
        k += 1
    if a > b or k + 1 >= len(tokens) or tokens[k].low not in v.naming or not v.can_speak(tokens, a, b):
        return None
    quoted = tokens[k + 1].raw in QUOTES
    stop = next((t.start for t in tokens[k + 2:] if (t.raw in QUOTES if quoted else t.raw == "," or strong(t))), s.end)
    cue = cue_of(v, s, a, b, k, right=(tokens[k].end, stop), rule="subject-verb")
    return cue.unless_pronoun(tokens, a, b)


def cleft(v, s, i, says):
    """"300 is what the ministry arrived at": somebody and a verb after "is what"."""
    tokens = s.tokens
    if named := called(v, s, i):
        return named
    a, b = v.phrase(tokens, i + 1) if "be" in tokens[i - 1].kinds and numbered(tokens[:i]) else NONE
    if a > b or not v.can_speak(tokens, a, b) or b + 1 >= len(tokens):
        return None
    if not (tokens[b + 1].kinds & VERBAL or verb(tokens[b + 1], says) or tokens[b + 1].low in says):
        return None
    cue = Cue(v.span(tokens, a, b), tokens[i].start, tokens[b + 1].raw, left=upto(s, i), rule="subject-verb")
    return cue.unless_pronoun(tokens, a, b)
