"""Who speaks in a sentence: the cues that name speakers, and how far what they said reaches.

For each sentence `Attribution.cues` finds every place where somebody speaks: a verb of saying with its subject before or after it
(saying.py), a noun that carries a number (carriers.py) or a phrase that names a source (sourcing.py). A cue governs the words to its
right, to its left, or both; governing.py takes the innermost that reaches a number. Tokens are walked one by one from the cue; there is
no pattern over the whole sentence.
"""

from functools import lru_cache, partial

from ..grammar.clauses import LINE, following, minor, pattern
from ..grammar.neighbours import capitalised, is_mention
from . import brackets, carriers, counts, headlines, sourcing, subjects, unlisted
from .cue import NOBODY
from .passives import again, agent
from .saying import Saying
from .sourcing import POSSESSIVES
from .speakers import Speakers


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
        for cue in unlisted.cues(self.v, s, self.says):
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
        return brackets.bracketed(self.v, s, i) if i else None

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


def compared_with(tokens, k):
    """Is who speaks at token k only compared with: "300 died, more than Orton had said"?"""
    return k > 0 and tokens[k - 1].low == "than"
