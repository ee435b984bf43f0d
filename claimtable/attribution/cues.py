"""Who said it: speakers, the cues that name them, and how far what they said reaches.

For each sentence `Attribution.cues` finds every place where somebody speaks: a verb of saying with its subject before or after it
(saying.py), a noun that carries a number (carriers.py) or a phrase that names a source (sourcing.py). A cue governs the words to its
right, to its left, or both. `speaker_of` takes the innermost cue that reaches a number. Tokens are walked one by one from the cue;
there is no pattern over the whole sentence.
"""

import re
from functools import lru_cache, partial

from ..grammar.around import OPENED
from ..grammar.clauses import CONTRAST, LINE, PREDICATIVE, QUOTES, VERBAL, following, minor, pattern, strong
from ..grammar.neighbours import capitalised, coordinates, is_mention, numbered, spelled
from . import carriers, counts, headlines, sourcing, subjects, unlisted
from .cue import NOBODY
from .passives import BE, again, agent
from .saying import Saying
from .sourcing import POSSESSIVES
from .speakers import Speakers
from .unlisted import DEGREES


class Attribution:
    """Finds the cues of a sentence. Made once for a vocabulary and its actors."""

    def __init__(self, vocab, actors):
        self.v, self.vocab = Speakers(vocab, actors), vocab
        self.saying = Saying(self.v)
        self.says = vocab.strong | vocab.speech["weak"] | vocab.speech["denying"] | vocab.speech["granting"]
        self.makers = lru_cache(maxsize=4096)(self.makers)
        self.carriers, self.made_by, self.hedge = vocab.speech["carriers"], vocab.speech["made_by"], pattern(vocab.speech["hedges"])

    def cues(self, s, first=False):
        """All cues of a Sentence, in order of their place. `first`: it is the headline."""
        found = []
        for i in s.cued:
            after = s.tokens[i + 1].low if i + 1 < len(s.tokens) else None
            for seconds, make in self.makers(s.tokens[i].low):
                cue = make(s, i) if seconds is None or after in seconds else None
                if cue and not any(said_by(c, cue) for c in found):
                    found.append(cue)
        for cue in unlisted.cues(self.saying, s, self.says):
            if not any(c.at <= cue.at < c.at + len(c.cue) or c.right == cue.right != NOBODY
                       or cue.left != NOBODY != c.left and c.at > cue.left[0] for c in found):
                found.append(cue)
        if s.calls & LINE and (first or not found):
            label = headlines.headline(self.v, s)
            for cue in (label, None if found else headlines.opener(self.v, s)):
                if cue and not any(c.at == cue.at for c in found) and (cue is label or not label or label.at < cue.who[0]):
                    found.append(cue)
        shared = headlines.elided(self.v, s) if s.line and not found else None
        found += [shared] if shared else []
        subjects.cues(self.saying, s, found)
        for cue in found if "than" in s.words else ():
            if compared_with(s.tokens, s.at(cue.who[0])):
                cue.left = NOBODY
        found.sort(key=lambda cue: cue.at)
        return found

    def makers(self, low):
        """[(words of which one must come next, or None; function of (sentence, index) that may then make a cue of a word)]."""
        v, vocab = self.v, self.vocab
        phrases = (("according", sourcing.according), ("citing", sourcing.citing))
        makers = [(None if "" in rests else rests, partial(self.named, rests, make))
                  for name, make in phrases if (rests := vocab.phrases_of[name].get(low))]
        if low in self.says or low in vocab.sayings:
            makers.append((None, self.saying.verb))
        if low in self.carriers:
            makers.append((None, self.carried))
        special = {"by": self.by, **dict.fromkeys(sourcing.COMING, partial(carriers.coming, v)), "per": self.per, "(": self.bracketed,
                   "if": partial(sourcing.if_right, v), "for": partial(sourcing.for_one, v), "'s": partial(carriers.owned, v),
                   "'": self.owned, **dict.fromkeys(POSSESSIVES, partial(carriers.possessed, v))}
        if low in special and low not in self.carriers:
            makers.append((None, special[low]))
        return makers

    def named(self, rests, make, s, i):
        """By "according to", "citing": a phrase that begins at i."""
        count = following(s.tokens, i, rests)
        return None if count < 0 else make(self.v, s, i, i + count)

    def carried(self, s, i):
        return counts.carried(self.v, s, i) if i == 0 or not s.tokens[i - 1].number else None

    def bracketed(self, s, i):
        return sourcing.bracketed(self.v, s, i) if i else None

    def owned(self, s, i):
        before = s.tokens[i - 1] if i else None
        return carriers.owned(self.v, s, i) if before and before.low.endswith("s") and before.end == s.tokens[i].start else None

    def per(self, s, i):
        opens = i == 0 or s.tokens[i - 1].raw in ",(:"
        name = i and s.tokens[i].raw == "Per" and s.tokens[i - 1].raw not in "(:"  # "the opposition leader, Per Haug"
        if name or i + 1 >= len(s.tokens) or s.tokens[i + 1].mention and not minor(s.tokens[i + 1]):
            return None
        after, named = s.tokens[i + 1], None
        if capitalised(after) or opens and i and (after.mention or after.low in ("a", "an")):
            named = sourcing.according(self.v, s, i, i)  # "losses, per Ukraine: 4,000"
        if named and not (opens and i) and not s.text[named.who[0] - s.start:named.who[1] - s.start].split(" ")[-1][0].isupper():
            named = None  # "per Acme share" is a rate
        return named or (self.by(s, i) if opens else None)

    def by(self, s, i):
        tokens = s.tokens
        j = i
        while j > 2 and (is_mention(tokens[j - 1], "date")
                         or tokens[j].mention and tokens[j - 1].low in ("on", "in", "last", "late", "early")):
            j -= 1  # "a tally put out on Friday by a blogger"
        if j > 1 and f"{tokens[j - 2].low} {tokens[j - 1].low}" in self.made_by:
            return agent(self.v, s, j - 2, j - 1)
        if i and (made := tokens[i - 1].low) in self.made_by:
            if made not in self.says or made in self.v.handing or i > 1 and (tokens[i - 2].number or self.v.counted(tokens[i - 2])):
                return agent(self.v, s, i - 1, i - 1)
        if i > 3 and tokens[i - 1].number and tokens[i - 2].low == "at" and any(t.low == "by" for t in tokens[:i - 2]):
            return again(self.v, s, i)
        if i == 0 or tokens[i - 1].raw in ",:;(" or tokens[i - 1].kinds & {"coordinators", "date"}:
            return sourcing.by_data(self.v, s, i)
        return None


def said_by(known, cue):
    """Does a cue found before say what this one would: at the same word or in its phrase, or of the same source named there?"""
    if known.at == cue.at:
        return True
    within = known.rule == cue.rule and known.at < cue.at < known.at + len(known.cue)
    return known.who == cue.who != NOBODY and (within or known.cue.startswith(("by the ", "in the ")))


# ---------------------------------------------------------------- whose is a number



def compared_with(tokens, k):
    """Is who speaks at token k only compared with: "300 died, more than Orton had said"?"""
    return k > 0 and tokens[k - 1].low == "than"


def speaker_of(s, cues, start, end):
    """(cue, the cue around it): the nearest before [start, end) that reaches right, else the nearest after that reaches left.

    Hearsay ("is thought to be") hides a speaker before it only where a contrast or a new clause lies between them.
    """
    inside, around, hearsay = [], [], []
    for cue in cues:
        if cue.left[1] and relates(s, cue, end):
            return cue, None
        if cue.rule == "hearsay":
            hearsay.append(cue)
            continue
        right, left = cue.right[0] <= start and end <= cue.right[1], cue.left[0] <= start and end <= cue.left[1]
        if cue.rule == "citing":
            later = right and any(c.at > cue.at and c.right[0] <= start < c.right[1] and parted(s, cue.at, c.at) for c in cues)
            if left or right and not later:
                return cue, None
        if right:
            inside.append(cue)
        if left:
            around.append(cue)
    if around:
        inside = [cue for cue in inside if not (cue.pronoun and cue.who == NOBODY)]  # "“They told us 300 had drowned,” a shepherd said"
    while len(inside) > 1 and inside[-1].rule in ("offer", "beside") or around and inside and inside[-1].rule == "beside":
        inside.pop()
    if inside:
        best = inside[-1]
        if in_passing(s, best, start) or any(c.rule == "denial" and c.who == best.who != NOBODY and best.at < c.at < start for c in cues):
            return None, None
        if any(best.at < h.at and h.right[0] <= start and parted(s, best.at, h.at) for h in hearsay):
            return None, None
        if best.rule == "carrier" and len(inside) > 1 and inside[-2].cue.lower().startswith(("expect", "anticipat")):
            between = s.tokens[s.at(best.at) + 1:s.at(start) + 1]
            if any(t.low == "to" and t.end < start and after.kinds & VERBAL for t, after in zip(between, between[1:])):
                best = inside[-2]  # "Officials expect Kyiv's estimate to come out at 300"
        outer = around[0] if around and around[0].who != best.who else None
        if outer and outer.rule == "according" and outer.at > end and best.rule == "subject-verb":
            if contrasted(s, best.at, start) and not contrasted(s, end, outer.at):
                return outer, None  # "Officials say 300 drowned, while 40 were stolen, according to the union"
            outer = None if contrasted(s, end, outer.at) else outer
        if outer and outer.rule == "according":
            if beside(s, end, outer.at) and any(t.number and best.at < t.start < start for t in s.tokens):
                return outer, None  # "The ministry counted 300, against 900 according to the farmers"
            if best.left != NOBODY and outer.at > end and not any(t.number and end < t.start < outer.at for t in s.tokens):
                return outer, None  # "300 in Ardley, the ministry says, and 500 in Orton, according to the farmers"
        if outer and best.rule == "headline" and outer.at > end:
            return outer, best  # "Ardley Echo: 300 sheep drowned, the ministry says"
        if outer and (outer.rule == "aside" or outer.rule == "according" and outer.cue.startswith("as ") and best.at < start):
            return outer, best
        if outer and best.rule == "carrier" and any(t.raw == ":" and best.at < t.start < start for t in s.tokens):
            return outer, None  # "Kyiv's figure is another: 11,000, according to Ukraine"
        return best, outer
    return (around[0], around[1] if len(around) > 1 else None) if around else (None, None)


def beside(s, end, at):
    """Do two words at most stand between the number that ends at `end` and a cue after it, and no sign or verb?"""
    between = s.tokens[s.at(end):s.at(at)]
    return end < at and len(between) < 3 and not any("punct" in t.kinds or t.kinds & VERBAL or coordinates(t) for t in between)


def in_passing(s, cue, start):
    """"…, whose army has 1.3 million men, sent …": a remark between commas about somebody in what is said is the text's own."""
    if remarked(s, cue, start) or after_object(s, cue, start):
        return True
    if "whose" not in s.low:
        return False
    opened = next((k for k, t in enumerate(s.tokens) if t.low == "whose" and cue.at < t.start < start and s.tokens[k - 1].raw == ","), 0)
    if not opened:
        return False
    closed = next((t for t in s.tokens[opened + 1:] if t.raw == ","), None)
    return closed is not None and closed.start > start


def after_object(s, cue, start):
    """"Ardley declared an emergency after 300 had died": in a clause of time or reason after a verb that has its object already."""
    if cue.rule != "subject-verb" or cue.cue.lower() in SAYS:  # which has no object
        return False
    tokens = s.tokens[s.at(cue.at + len(cue.cue)):s.at(start)]
    if len(tokens) < 3 or tokens[0].low not in ARTICLES and (tokens[0].number or not tokens[0].mention):
        return False
    k = next((k for k, t in enumerate(tokens) if t.low in AFTERWARDS and k > 1 and (k < len(tokens) - 1 or t.low != "as")), 0)
    if not k or any(t.number or t.raw in ",:" or t.kinds & PREDICATIVE or t.low == "that" for t in tokens[:k]):
        return False
    return any(t.kinds & PREDICATIVE for t in tokens[k:] + s.tokens[s.at(start) + 1:s.at(start) + 6])


def remarked(s, cue, start):
    """"… said it would send aid to Ardley, where 300 have died": the first number, in a remark on the last name of what was said."""
    for k in range(s.at(start) - 1, 1, -1):
        t = s.tokens[k]
        if t.start <= cue.at or t.number or strong(t):
            return False
        if t.low in OPENED and t.kinds and s.tokens[k - 1].raw == ",":
            reported = any(x.low == "had" for x in s.tokens[k:k + 8])  # "…, where 300 had died": moved into the past with what was said
            closed = sum(x.raw == "," for x in s.tokens[k:s.at(start)]) == 1  # "in Ardley, where she grew up, 300 have died"
            if closed or reported or not capitalised(s.tokens[k - 2]):
                return False
            return not any(x.number for x in s.tokens[:k] if x.start > cue.at)
    return False


def relates(s, cue, end):
    """"the 300 which the NIS reported": a speaker in a clause that hangs on the number that ends at `end`."""
    if is_what(s, cue, end):
        return True
    if cue.rule == "passive-by" and end < cue.at < end + 24:  # "20,000, floated by some media in January, was rejected"
        between = [t for t in s.tokens if end <= t.start < cue.at]
        if any(t.number or strong(t) or t.kinds & VERBAL for t in between):
            return False
        if any(t.raw == "," for t in between):
            return True
        return cue.cue.lower() in TALLIED and bool(
            between or any(t.end == end <= cue.at and before.low == "the" for before, t in zip(s.tokens, s.tokens[1:])))
    hangs = cue.rule == "subject-verb" and cue.right[1] and end <= cue.left[1] < end + 30 and s.start <= cue.left[0] < s.tokens[-1].end
    if hangs and (hung := s.tokens[s.at(cue.left[0])]).number and hung.end == end:
        # "the 300 soldiers it says were sent"
        return not any("punct" in t.kinds or t.kinds & VERBAL for t in s.tokens if end <= t.start < cue.left[1])
    if not end < cue.who[0] < cue.at or cue.who[0] - end > 40:
        return False
    between = [t for t in s.tokens if end <= t.start < cue.who[0]]
    while between and "determiners" in between[-1].kinds and between[-1].low != "that":
        between.pop()
    return bool(between) and between[-1].low in ("which", "that") and not any(t.number or t.raw == "," or t.kinds & VERBAL for t in between)


def is_what(s, cue, end):
    """"…, but 300 is the figure of the ministry", "300 is what the ministry says": whose the number that ends at `end` is."""
    k = s.at(end)
    if not end < cue.at or k + 1 >= len(s.tokens) or s.tokens[k].low not in BE:
        return False
    if cue.rule != "carrier" and s.tokens[k + 1].low != "what":
        return False
    return not any(t.number or "punct" in t.kinds and t.low != "'s" for t in s.tokens[k:s.at(cue.at)])


def contrasted(s, a, b):
    """Does a clause with "while" or "but" begin between two offsets?"""
    return any(a < t.start < b and t.low in CONTRAST and k and s.tokens[k - 1].raw == "," for k, t in enumerate(s.tokens))


def parted(s, a, b):
    """Does a contrast or a strong sign lie between two offsets?"""
    return any(a < t.start < b and (t.low in CONTRAST or t.raw in ";—") for t in s.tokens)


def gapped(v, s, i, cue):
    """Span of a speaker whose verb is left out: "Istanbul says 7.7, a German network 7.74"; None if there is none."""
    tokens, k = s.tokens, i - 1
    while k > 1 and tokens[k].low in ("and", "or") and tokens[k - 1].number:
        k -= 2  # "Ardley says 7.7, Orton 7.5 and 7.6"
    while k >= 0 and not tokens[k].mention and leads_number(tokens, k, cue):
        k -= 1
    last = k
    while k >= 0 and not tokens[k].mention and not strong(tokens[k]) and tokens[k].raw != "," and \
            not tokens[k].kinds & {"coordinators", "verbs", "auxiliaries", "prepositions", "subordinators", "ed", "ing"}:
        k -= 1
    while k > 1 and first_word(v, tokens, k):
        k -= 2  # "rescuers in the north-west 300"
    first = k + 1
    if first > last or k < 0:
        return None
    if k and cue.rule == "passive-by" and tokens[k].low in ("by", "of") and (tokens[k - 1].raw == "," or coordinates(tokens[k - 1])):
        k -= 1  # "put by Ukraine at 12,000 and by Seoul at 11,000"
    if tokens[last].low == "'s" or cue.at > tokens[first].start or not (tokens[k].raw in ",;" or coordinates(tokens[k])):
        return None
    if not numbered(tokens[:k]) or v.counted(tokens[last]) and not capitalised(tokens[last]):
        return None
    if not v.can_speak(tokens, first, last) and not (cue.cue.endswith(" of") and tokens[k + 1].low in ("the", "our", "my", "its")):
        return None
    name = spelled(tokens[first:last + 1])
    return None if name in v.places and name not in v.names else v.span(tokens, first, last)  # "300 in Ardley, Orton 40"


def leads_number(tokens, k, cue):
    """Can the word at k stand between a speaker whose verb is left out and the number ("Orton [about] 300")?"""
    token = tokens[k]
    if token.low in LEADING or token.low in DEGREES or "adverbs" in token.kinds or token.raw in QUOTES:
        return True
    if token.low == "of" and cue.cue.endswith(" of") or token.low == "with" and tokens[k - 1].low in DEGREES:
        return True  # also "London starts from 300, Seoul from 400"
    return "prepositions" in token.kinds and any(x.low == token.low and y.number for x, y in zip(tokens[:k], tokens[1:k]))


LEADING = frozenset("some about only just at the a an : both each".split())


def first_word(v, tokens, k):
    """Does a preposition at k stand between one who speaks, at the head of a clause, and where?"""
    return tokens[k].low in ("in", "at", "of") and v.apart(tokens[k - 1]) and (tokens[k - 2].raw in ",;" or coordinates(tokens[k - 2]))


TALLIED = frozenset("logged recorded reported claimed registered counted confirmed listed tallied documented verified alleged "
                    "published announced".split())
SAYS = frozenset(["say", "says", "said"])
ARTICLES = frozenset(["a", "an", "the", "its", "their", "his", "her"])
AFTERWARDS = frozenset("after as since when because once where".split())
ANAPHOR = re.compile(r"another\b|a further\b|"
                     r"(?:on|by|at|from|in) (?:this|that|these|those|such|the same (?:letter|statement|report|source|document|bulletin|"
                     r"briefing|interview|post|list|speech|study))\b|"
                     r"(?:that|this) (?:brings?|takes?|makes?|puts?|leaves?|raises?|brought)\b|"
                     r"that's (?:(?:about|roughly|around|some|over|nearly|almost|up to|more than|at least|as many as|close to) )?"
                     r"(?:an? |one |two |half\b|\d)|"
                     r"(?:they|these|those|this|that|it) (?:is|was|are|were|would|could|might|may|had|will|means?|comes?|included?)\b|"
                     r"of (?:them|these|those|that|this)\b|"
                     r"(?:in|on|by|at|for|last|a) [^,.;]{1,40}? (?:it|they|this|that|these) (?:had been|was|were|had|stood)\b|"
                     r"(?:for [^,.;]{1,30} )?the (?:figure|number|total|count|tally|toll) (?:is|was|for|there|stands?)\b")


def goes_on(s):
    """Does the sentence go on with what the one before it said ("Of these, …", "They might …", "For Syria the figure is …")?"""
    that_is = [t.low for t in s.tokens[:2]] in (["that", "'s"], ["that", "is"]) and len(s.tokens) > 2 and s.tokens[2].number
    return that_is or labelled(s) or bool(ANAPHOR.match(s.low.lstrip("\"' ")))


def labelled(s):
    """"Injured: 300.": only what is counted, before the number."""
    colon = next((k for k, t in enumerate(s.tokens[:4]) if t.raw == ":"), 0)
    return 0 < colon < len(s.tokens) - 1 and s.tokens[colon + 1].number and bool(s.tokens[colon - 1].classes)
