"""The cue of a verb of saying: whose it is (saidby.py, vouching.py), and how far what was said reaches.

"The NIS said that 300 …", "…, said Mark Rutte", "was put at 300 by the ministry", "Erdogan declares an emergency and gives a toll of 300".
A verb that is a noun here ("the report"), negated ("has not confirmed") or an act ("gave 300 shells") says nothing.
"""

from ..grammar import reach
from ..grammar.attached import briefed, innermost
from ..grammar.clauses import HAVE, PREDICATIVE, QUOTES, minor, strong
from ..grammar.neighbours import capitalised, coordinates, nearest_before, pauses, spelled, token_at
from ..grammar.nounphrases import NONE, PERSONAL
from ..grammar.reach import OCCASION, TELLING
from .cue import NOBODY, Cue, onwards, upto
from .passives import BE, RELAYED, agent, passive
from .saidby import TIMING, SAY, main, past_between, shared, somebody
from .sourcing import THIRD_PERSONS, POSSESSIVES, surface
from .verbs import HEARERS, Verbs
from .vouching import nobodys, vouches

POINTING_BACK = frozenset(["this", "that", "it", "these", "which", "whom"])
PERCEIVED = frozenset("heard overheard seen shown filmed recorded caught".split())  # "can be heard saying"
QUOTED_AS = frozenset(f"{word} as" for word in RELAYED)  # "is quoted as saying"
NOT_ANYBODY = frozenset("nobody none neither nor nothing".split())
NO_SPEAKER = frozenset("it that to in on by at".split())


class Saying:
    """Finds the cue of a verb of saying. `v` are the Speakers."""

    def __init__(self, v):
        vocab = v.vocab
        self.v, self.verbs = v, Verbs(v)
        self.strong, self.weak, self.denying = vocab.strong, vocab.speech["weak"], vocab.speech["denying"]
        self.counting = vocab.speech["counting"]

    def verb(self, s, i):
        """The cue whose verb is token i, or None: not a verb here, passive without "by", or no subject that could speak."""
        tokens, token = s.tokens, s.tokens[i]
        if token.classes & self.v.vocab.events and any(t.low == "lives" for t in tokens[i + 1:i + 5]):
            return None  # "the flood that hit Ardley has claimed the lives of 300"
        last = self.verbs.longer(tokens, i)
        weak = last < 0 and (token.low in self.weak or token.low in self.denying)
        grants = self.verbs.grants(tokens, i, last)
        if not grants and (last < 0 and not weak and token.low not in self.strong or not self.verbs.says(s, i, last)):
            return None
        if grants is False:
            return None
        last = max(last, i)
        if passive(tokens, i):
            if token.low in self.denying:
                return None  # "dismissed by Moscow"
            made = agent(self.v, s, i, last)
            if made and self.verbs.negated(tokens, i):
                return None  # "which was not confirmed by the police"
            return made or Cue(NOBODY, token.start, surface(s, i, last), right=onwards(s, last), rule="hearsay")
        quoted = spelled(tokens[max(0, i - 2):i]) in QUOTED_AS
        k = i - 3 if quoted else i - 2 if token.low.endswith("ing") and tokens[i - 1].low in PERCEIVED else i - 1
        k = past_between(self.v, tokens, k)
        to_say = k > 0 and tokens[k + 1].low == "to" and (tokens[k].low in OCCASION or not self.v.known(tokens, k, k))
        if to_say or k > 0 and coordinates(tokens[k]):
            k = shared(self.v, tokens, k)  # also "came out of the briefing to tell reporters that …"
        # "…, or so says the mayor"
        k = i - 1 if i > 1 and tokens[i - 1].low == "so" and (tokens[i - 2].low == "or" or tokens[i - 2].raw in ",;") else k
        told = self.with_subject(s, i, last, k, weak) if token.low in TELLING else None  # "…,” Ada Brook told the Echo"
        cue = told or self.inverted(s, i, last, k) or self.with_subject(s, i, last, k, weak)
        if cue and cue.relay == NOBODY and token.low in TELLING:
            cue.relay = self.passed_on(tokens, last)
        if cue and cue.left == NOBODY and (token.low in self.v.pledging or any("modals" in t.kinds for t in tokens[k + 1:i])):
            cue.rule = "offer"  # in what another says: "Kyiv says that Seoul could add 300", "… has promised 300"
        if cue and not grants and (token.low in self.denying or self.verbs.negated(tokens, i)):
            cue.right = cue.left = NOBODY  # "has not confirmed 40 deaths": somebody speaks, but not for the number
            cue.rule = "denial"
        return cue

    def passed_on(self, tokens, last):
        """Span of the outlet that was told ("told the Ardley Echo"), which passes it on; or NOBODY."""
        a, b = self.v.phrase(tokens, last + 1) if last + 1 < len(tokens) else NONE
        a += a < b and tokens[a].low == "the"
        head = self.v.head(tokens, a, b) if a <= b else 0
        if a > b or tokens[head].low in OCCASION and not capitalised(tokens[head]):
            return NOBODY
        named = any(t.low in self.v.vocab.speech["outlets"] for t in tokens[a:head + 1])
        return self.v.span(tokens, a, b) if named or spelled(tokens[a:b + 1]) in self.v.outlets else NOBODY

    def with_subject(self, s, i, last, k, weak):
        """The cue of a verb whose subject ends at or before token k."""
        tokens, v, low = s.tokens, self.v, s.tokens[i].low
        a, b = somebody(self.v, tokens, i, k)
        if any(t.low in NOT_ANYBODY for t in tokens[a:b + 1]) or nobodys(self.v, tokens, a, b):
            return Cue(NOBODY, tokens[i].start, surface(s, i, last), rule="denial")  # "Nobody in Ardley knows the number"
        if a > b or weak and low.endswith("ing") and tokens[b].raw != "," and not joined(tokens, i, k, a, b):
            return None
        if not vouches(self, tokens, a, b, i, last, weak):
            return None
        cue = Cue(v.span(tokens, a, b), tokens[i].start, surface(s, i, last), rule="subject-verb")
        if tokens[b].low in PERSONAL and a == b:
            own = main(self.v, tokens, a) if a and tokens[a - 1].low == "what" else NONE  # "The brigade filmed what it said were 300 dead"
            cue.who, cue.pronoun = (v.span(tokens, *own), "") if own[0] <= own[1] else (NOBODY, tokens[b].low)
        elif tokens[a].low in POSSESSIVES and not any(capitalised(t) for t in tokens[a + 1:b + 1]) and tokens[a + 1].low not in v.kin \
                and (not v.apart(tokens[b]) or a and tokens[a - 1].low == "that"):
            cue.pronoun = tokens[a].low  # "its intelligence counts": whose was named before
        else:
            innermost(v, tokens, cue, a, b)
            if b < k:
                briefed(v, tokens, cue, a, k)  # "Ada Brook, a councillor briefed by the union, says …"
        beside = a and tokens[a - 1].low == "with" and tokens[v.head(tokens, a, b)].low in v.carriers
        if beside and not any(capitalised(t) or v.apart(t) for t in tokens[a:b + 1]):
            cue.rule = "beside"  # "lawmakers estimate 300, with projections suggesting 400"
        reach.scope(v, s, cue, a, last)
        about = low in SAY and last + 1 < len(tokens) and tokens[last + 1].low in ("of", "about")
        if about and sum(t.number and not minor(t) for t in tokens[last + 2:]) < 2:  # but "said of the 900 sheep 300 had drowned"
            cue.right = NOBODY  # "“…,” he said of the 300 sheep"
            if a and tokens[a - 1].raw == ",":
                cue.left = upto(s, a)  # "300 drowned, the ministry says of the week just gone"
        return cue

    def inverted(self, s, i, last, k):
        """"…, said Mark Rutte" and "…", says Zelenskyy: the subject follows the verb."""
        tokens, v = s.tokens, self.v
        if tokens[i].low.endswith("ing"):
            return None  # a participle's subject stands before it
        before = tokens[k] if k >= 0 else None
        if k > 0 and before.low in POINTING_BACK and tokens[k - 1].low in ("about", "of", "on"):
            before = None  # "About this informed the chief of staff", "of whom writes the Chronicle"
        if last + 1 >= len(tokens) or tokens[i].low in TELLING and tokens[last + 1].low in HEARERS:
            return None
        if before is not None and before.raw not in ",—–-?!" and before.raw not in QUOTES and not as_or_so(tokens, k):
            return None
        first = tokens[last + 1]
        if first.mention and not minor(first) or first.low in THIRD_PERSONS or first.low in NO_SPEAKER or "punct" in first.kinds:
            return None
        a, b = v.phrase(tokens, last + 1)
        # "“…,” said the dad-of-two"
        told = before is not None and (before.raw in QUOTES or k and tokens[k - 1].raw in QUOTES) and v.determined(tokens, a, b)
        head = v.head(tokens, a, b)
        # "highlights the challenges faced by Ardley"
        suffers = a <= head < b and "ed" in tokens[head + 1].kinds and not v.can_speak(tokens, a, head)
        if a > b or suffers or v.counted(tokens[head]) and tokens[head].low not in v.speakers or not (told or v.can_speak(tokens, a, b)):
            return None
        if before is not None and before.raw == "," and self.closes_aside(tokens, k):
            return None
        after = token_at(tokens, b + 1)
        if after is not None and not (after.mention or strong(after) or after.raw in ",()" or after.raw in QUOTES or
                                      after.kinds & {"prepositions", "subordinators", "coordinators", "adverbs", "ed"}):
            return None
        cue = Cue(v.span(tokens, a, b), tokens[i].start, surface(s, i, last), rule="verb-subject")
        innermost(v, tokens, cue, a, b)
        if before is not None and before.low == "so" and k > 1:
            cue.left = upto(s, k - 1)  # "300 have drowned, or so says the mayor"
        elif before is None or before.low not in ("as", "so", "thus"):
            cue.left = upto(s, i)
        if after is not None and after.raw in ",:" and b + 2 < len(tokens) and tokens[b + 2].low not in TIMING:
            cue.right = (after.end, s.end)
            cue.left = (max(cue.left[0], reach.since(s, i)), cue.left[1]) if cue.left[1] else cue.left
        return cue

    def closes_aside(self, tokens, k):
        """Does the comma at k close an aside after a subject that opens the sentence ("Rutte, the alliance's head, said")?"""
        comma = nearest_before(tokens, k, pauses, within=13)
        if comma > 0 and comma == k - 2 and capitalised(tokens[comma - 1]) and tokens[k - 1].raw.isdigit():
            return True  # "Ada Brook, 41, spreads a map"
        if comma <= 0 or tokens[comma].raw != ",":
            return False
        a, b = self.v.subject(tokens, comma - 1)
        # before a subject further in, only a phrase without a number
        fronted = tokens[:a] if a <= 4 else [t for t in tokens[:k] if t.number]
        return a <= b and not self.v.counted(tokens[b]) and not any(
            t.number or t.kinds & PREDICATIVE and t.raw[0].islower() for t in (*fronted, *tokens[a:comma]))


def joined(tokens, i, k, a, b):
    """Does a participle at i, sought from k, belong to its subject [a, b]: "…, putting", "is now putting", "with Seoul putting"?"""
    if a and (tokens[a - 1].low == "with" or i and tokens[a - 1].low in HAVE):
        return True
    return i and (tokens[k].raw == "," or tokens[i - 1].low == "in" or any(t.low in BE for t in tokens[max(b + 1, i - 3):i]))


def as_or_so(tokens, k):
    """Does "as", "so" or "thus" at k open what was said before its speaker: "as says the mayor", "or so says the mayor"?"""
    low = tokens[k].low
    return low in ("as", "so", "thus") and (k <= 1 or low == "so" and (tokens[k - 1].low == "or" or tokens[k - 1].raw in ",;"))
