"""Speakers known by the form of the sentence where no list has their verb: beside a quotation, before "that", after ", so …".

"“We lost all”, shrugs Ada Brook", "a recording pretends that 300 …", "300 drowned, so the ministry". Each takes the Speakers, a
Sentence and the index of the sign or word, and returns a Cue or None.
"""

from ..grammar.clauses import CLOSED, QUOTES, VERBAL, minor, strong
from ..grammar.neighbours import capitalised, clause_ends, coordinates, is_number, low_at, nearest_before, numbered, pauses
from ..grammar.nounphrases import NONE, PERSONAL, PUBLISHED
from ..grammar.reach import SO, TELLING
from .cue import NOBODY, Cue, cue_of, onwards, upto
from .verbs import HAVE

TO_WHOM = frozenset("to with in at on before".split())
HEARING = frozenset("him her me us them you reporters journalists lawmakers viewers readers listeners visitors".split())
FIGURES = frozenset("figure estimate tally count".split())
DOING = frozenset(["do", "does", "did"])
WHERE = frozenset("at with to of north south below above beyond near nearer closer up down well just over under from".split())
KEEPERS = frozenset("ministry agency survey directorate authority institute observatory union office registry bureau department "
                    "police service monitor network council".split())
DEGREES = frozenset("highest lowest higher lower".split())
BEYOND = ("below ", "above ", "over ", "under ", "north of ", "south of ", "beyond ")
MOVES = frozenset("began begins begin started starts start opened opens open went goes go gone moved moves stayed stays stay "
                  "stopped stops ended ends landed lands got".split())
BOOKS = frozenset("books list lists records register file files".split())
STATES = frozenset("is are was were be remain remains remained feel feels felt stay stays stayed sound sounds sounded seem seems "
                   "seemed appear appears appeared".split())
CERTAIN = frozenset("sure certain confident convinced adamant positive".split())
THOUGHTS = frozenset("view opinion doubt belief conviction impression position suspicion certainty feeling theory sense judgement "
                     "judgment assurance assurances fear".split())
ARTICLES = frozenset(["a", "an", "the"])
REACH = 25  # tokens after "that" within which a number must stand
NO_STATEMENT = frozenset(  # before "that" or a number: no verb of saying
    "refuse refuses refused decline declines declined fail fails failed included excluded excepted permitting "
    "notwithstanding be seem seems seemed so such than given provided now except save mean means meant ensure ensures "
    "ensured require requires required demand demands demanded order orders ordered ask asks asked prove proves "
    "proved hope hopes hoped decide decides decided agree agreed".split())


def cues(saying, s, says):
    """The cues of a sentence that stand by their form alone. `says`: verbs of saying, which have rules of their own."""
    for i in s.formed:
        form = standing if s.tokens[i].number else FORMS.get(s.tokens[i].low)
        cue = form(saying, s, i, says) if form and i else None
        if cue:
            yield cue


def verb(token, says):
    """May the word be a verb in the present or past that no list of saying has?"""
    low = token.low
    if token.mention or not token.raw[0].islower() or token.kinds & CLOSED or low in says or low in NO_STATEMENT or token.classes:
        return False
    return "ed" in token.kinds or "verbs" in token.kinds or low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3


def quoting(saying, s, i, says):
    """"“…”, shrugs Elif", "“…,” the mayor fumed.": a verb and somebody beside the end of a quotation."""
    tokens, n, v = s.tokens, len(s.tokens), saying.v
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


def before_that(saying, s, i, says):
    """"a recording pretends that 300 …", "the vicar confided to us that …": somebody and a verb before "that"."""
    tokens, v = s.tokens, saying.v
    if i < 2:
        return None
    if again := gapped_that(saying, s, i, says):
        return again
    k = nearest_before(tokens, i, lambda t: strong(t) or t.number or t.low in STATES or verb(t, says) or t.kinds & VERBAL, within=8, none=0)
    if tokens[k].low in STATES or tokens[k].kinds & VERBAL and tokens[i - 1].low in THOUGHTS:
        return convinced(saying, s, i, k, says)
    if not k or not verb(tokens[k], says) or tokens[k].low in v.speakers or tokens[k].low in PUBLISHED or not numbered(tokens[i:i + REACH]):
        return None
    if any(t.low in TELLING for t in tokens[max(0, k - 4):k]):
        return None  # "told Polish dockers that": who hears it
    told = v.apart(tokens[i - 1]) or tokens[i - 1].low in HEARING or tokens[i - 1].mention
    if k < i - 1 and (tokens[k + 1].low not in TO_WHOM or k < i - 3) and not told:
        return None
    j = k - 1
    while j > 0 and saying.between(tokens, j):
        j -= 1
    a, b = v.subject(tokens, j)
    if a > b or numbered(tokens[a:b + 1]) or tokens[b].low in ("who", "which", "there", "we", "i", "you"):
        return None
    if not v.head_speaks(tokens, a, b) and (tokens[a].low not in ARTICLES or v.counted(tokens[v.head(tokens, a, b)])):
        return None
    cue = cue_of(v, s, a, b, k, right=onwards(s, i), rule="subject-verb")
    return cue.unless_pronoun(tokens, a, b)


def gapped_that(saying, s, i, says):
    """"The ministry reported that 300 …, and the union[,] that 400 …": somebody right before "that", without the verb before."""
    tokens, v = s.tokens, saying.v
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


def convinced(saying, s, i, k, says):
    """"Kyiv is adamant that 300 …", "the mayor has no doubt that": somebody, a verb at k and a state of mind before the "that" at i."""
    tokens, v = s.tokens, saying.v
    state = tokens[k + 1:i]
    j = k - 1
    while j > 0 and saying.between(tokens, j):
        j -= 1
    a, b = v.subject(tokens, j) if 0 < len(state) < 6 and of_mind(state, says) else NONE
    if a > b or any(t.number and not minor(t) for t in tokens[a:b + 1]) or tokens[b].low in ("it", "there", "this", "that"):
        return None
    head = tokens[v.head(tokens, a, b)]
    if not v.head_speaks(tokens, a, b) or head.low in v.carriers and head.low not in v.speakers:
        return None
    cue = cue_of(v, s, a, b, k, right=onwards(s, i), rule="subject-verb")
    return cue.unless_pronoun(tokens, a, b)


def of_mind(state, says):
    """Are the words between a verb and "that" a state of mind ("adamant", "no doubt"), and no clause or thing of their own?"""
    if "determiners" in state[0].kinds and state[-1].low not in THOUGHTS or "prepositions" in state[-1].kinds:
        return False
    if any(t.low in says for t in state[:-1]):
        return False
    return not any(t.low in NO_STATEMENT or t.raw == "," or t.kinds & VERBAL or t.classes for t in state)


def certain(saying, s, i, says):
    """"the mayor is sure 300 sheep drowned": a state of mind at i, with its "that" left out."""
    tokens = s.tokens
    if i < 2 or i + 2 >= len(tokens) or tokens[i - 1].low not in STATES:
        return None
    after = tokens[i + 1]
    if after.kinds & {"subordinators", "coordinators", "punct"} or "prepositions" in after.kinds and not after.mention:
        return None
    cue = convinced(saying, s, i + 1, i - 1, says)
    if cue:
        cue.right = s.tokens[i].end, s.end
    return cue


def comment(saying, s, i, says):
    """"…, the federation ventures[, …]": somebody and a verb that no list has between commas or at the end, after a number."""
    tokens, v = s.tokens, saying.v
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
    while k < len(tokens) - 1 and saying.between(tokens, k):
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
    cue = cue_of(v, s, a, b, k, left=upto(s, a), rule="subject-verb")
    return cue


def stands_alone(v, tokens, a, b):
    """Is a..b somebody who speaks, by more than one common word ("…, ventures one analyst.")?"""
    if not v.apart(tokens[v.head(tokens, a, b)]):
        return False
    first, last = tokens[a], tokens[b].low
    return a < b - 2 or "determiners" in first.kinds or first.number or capitalised(first) or last in v.speakers or last in v.titles


def holder(saying, s, i, says):
    """"OCHA has 300 dead", "the GFZ has a magnitude of 7.7": a body that counts has a number where others have a thing."""
    tokens, v = s.tokens, saying.v
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
    booked = any(t.low == "its" and after.low in BOOKS for t, after in zip(tokens[i:i + 12], tokens[i + 1:i + 13]))
    listed = (stated or booked) and v.head_speaks(tokens, a, b)
    if a > b or b != last and tokens[last].raw != ",":
        return None
    counts = v.keeps_count(tokens, a, b) or v.keeps_count(tokens, a, v.head(tokens, a, b))
    if not (listed or counts or {tokens[b].low, tokens[v.head(tokens, a, b)].low} & v.carriers):
        return None
    return cue_of(v, s, a, b, i, right=onwards(s, i), rule="subject-verb")


def doing(saying, s, i, says):
    """"or 250,000, as the unions do": "as", somebody, and a "do" in place of the verb of saying."""
    tokens, v = s.tokens, saying.v
    start = nearest_before(tokens, i, lambda t: t.low == "as", within=7, none=0)
    a, b = v.phrase(tokens, start + 1) if start and tokens[start - 1].raw == "," else NONE
    if a > b or b != i - 1 or not v.can_speak(tokens, a, b) or not ends(tokens, i + 1) and tokens[i + 1].raw not in QUOTES:
        return None
    opened = next((t.end for t in reversed(tokens[:start - 1]) if pauses(t)), s.start)
    return Cue(v.span(tokens, a, b), tokens[start].start, tokens[i].raw, left=(opened, tokens[start].start), rule="according")


def so(saying, s, i, says):
    """"…, so the Interior Minister.", "…, so the doctors tell her": as "according to"."""
    tokens, v = s.tokens, saying.v
    a, b = v.phrase(tokens, i + 1) if tokens[i - 1].raw == "," else NONE
    if a > b or not v.can_speak(tokens, a, b) or tokens[a].low in PERSONAL or not (b + 1 >= len(tokens) or pauses(tokens[b + 1])):
        return None
    cue = cue_of(v, s, a, b, i, left=upto(s, i), rule="according")
    if b + 1 < len(tokens) and tokens[b + 1].raw == "," and not numbered(tokens[:i]):
        cue.right = onwards(s, b + 1)
    return cue


def those_of(saying, s, i, says):
    """"Magnitudes are those of the USGS (7.8 and 7.5)"."""
    tokens, v = s.tokens, saying.v
    a, b = v.phrase(tokens, i + 2) if i + 2 < len(tokens) and tokens[i + 1].low == "of" and "be" in tokens[i - 1].kinds else NONE
    if a > b or not (v.known(tokens, a, b) or v.keeps_count(tokens, a, b)):
        return None
    return cue_of(v, s, a, b, i, left=upto(s, i), right=onwards(s, b), rule="carrier")


def called(saying, s, i, says):
    """"took part in what the ministry calls “a rescue of 300”": somebody's name for it, up to the end of the quotation or clause."""
    tokens, v = s.tokens, saying.v
    a, b = v.phrase(tokens, i + 1) if i + 2 < len(tokens) else NONE
    k = b + 1
    while k < len(tokens) and saying.between(tokens, k):
        k += 1
    if a > b or k + 1 >= len(tokens) or tokens[k].low not in v.naming or not v.can_speak(tokens, a, b):
        return None
    quoted = tokens[k + 1].raw in QUOTES
    stop = next((t.start for t in tokens[k + 2:] if (t.raw in QUOTES if quoted else t.raw == "," or strong(t))), s.end)
    cue = cue_of(v, s, a, b, k, right=(tokens[k].end, stop), rule="subject-verb")
    return cue.unless_pronoun(tokens, a, b)


def cleft(saying, s, i, says):
    """"300 is what the ministry arrived at": somebody and a verb after "is what"."""
    tokens, v = s.tokens, saying.v
    if named := called(saying, s, i, says):
        return named
    a, b = v.phrase(tokens, i + 1) if "be" in tokens[i - 1].kinds and numbered(tokens[:i]) else NONE
    if a > b or not v.can_speak(tokens, a, b) or b + 1 >= len(tokens):
        return None
    if not (tokens[b + 1].kinds & VERBAL or verb(tokens[b + 1], says) or tokens[b + 1].low in says):
        return None
    cue = Cue(v.span(tokens, a, b), tokens[i].start, tokens[b + 1].raw, left=upto(s, i), rule="subject-verb")
    return cue.unless_pronoun(tokens, a, b)


def standing(saying, s, i, says):
    """"AFAD began at 7.4 and went up to 7.7", "the ministry is north of 300": a body where others have its toll."""
    tokens, v = s.tokens, saying.v
    k = i - 1
    while k > 0 and (tokens[k].low in WHERE or tokens[k].low in DEGREES):
        k -= 1
    moves = tokens[k].low in MOVES
    if k == 0 or k == i - 1 and not tokens[i].low.startswith(BEYOND) or not (moves or "be" in tokens[k].kinds):
        return None
    j = k - 1
    while j > 0 and saying.between(tokens, j):
        j -= 1
    if j > 0 and coordinates(tokens[j]):
        j = saying.shared(tokens, j)
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


def coming_from(saying, s, i, says):
    """"a preliminary 7.9 from the survey", "300 deaths from the health ministry": the body that keeps such counts, right after a number."""
    tokens, v = s.tokens, saying.v
    number = nearest_before(tokens, i, is_number, within=3)
    a, b = v.phrase(tokens, i + 1)
    that = a <= b < len(tokens) - 1 and tokens[b + 1].low == "that"
    if that and v.can_speak(tokens, a, b) and any(t.low in v.carriers for t in tokens[:i]):
        return cue_of(v, s, a, b, i, right=onwards(s, b + 1), rule="according")  # "reports have emerged from the press that 300 …"
    if number < 0 or any(not v.counted(t) and "adverbs" not in t.kinds for t in tokens[number + 1:i]):
        return None
    head = v.head(tokens, a, b)
    if a > b or not (v.keeps_count(tokens, a, b) or tokens[head].low in KEEPERS):
        return None
    ends_at = next((t.start for t in tokens[b + 1:] if pauses(t) or coordinates(t)), s.end)
    return cue_of(v, s, a, b, i, left=(tokens[number].start, tokens[i].start), right=(tokens[b].end, ends_at), rule="citing")


FORMS = {"from": coming_from, ",": comment, "that": before_that, "what": cleft, "those": those_of,
         **dict.fromkeys(QUOTES, quoting), **dict.fromkeys(HAVE, holder), **dict.fromkeys(DOING, doing), **dict.fromkeys(SO, so),
         **dict.fromkeys(CERTAIN, certain)}
