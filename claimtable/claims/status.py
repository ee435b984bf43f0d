"""Whether a number is stated as a fact, expected, denied, or left unverified.

Triggers come from the lexicon and have a direction and an end, as in ConText (Harkema et al. 2009): "could swell to [15,000]" reaches
right, "[thousands more] on the way" reaches left, and both stop at a contrast or the end of the clause. Offsets here are within a sentence.
"""

from bisect import bisect_left

from ..grammar.clauses import DENIAL, DOUBT, FORECAST, words
from .denials import Denials
from .doubts import Doubts
from .forecasts import FAR, Forecasts, headline_future, own_clause, sees_coming
from .judging import CORRECTED, CORRECTS, GENUINE, TOO_HIGH, TURNED, UNPROVEN, is_faked
from .superseded import refused, superseded

NOT = (", not ", "– not ", "and not ")  # right before a number that is not the one


class Status:
    """The lexicon's triggers, compiled once."""

    def __init__(self, lex):
        status = lex["status"]
        lists = {(name, side): words(status[name][side]) for name in ("expected", "open", "unverified", "denied") for side in status[name]}
        self.ends = frozenset(words(status["ends"])) | set(";!?•|.—–")
        self.denials, self.forecasts = Denials(lists), Forecasts(lists)
        self.doubts = Doubts(lists, self.denials)

    def of(self, s, i, before=None, after=None, cues=(), following=None):
        """Status of the number that is token i of sentence s.

        before, after: plain text of a neighbour sentence without numbers, which may say whether the figure is true; following: of the
        next sentence in any case, which may deny the figure ("The union rejects that: …"); cues: of the sentence, since "would say" is no
        forecast.
        """
        start, end = s.tokens[i].start - s.start, s.tokens[i].end - s.start
        calls = s.calls  # without its bit, no word of the sentence can deny, doubt or forecast
        a, b = self.clause(s, i) if calls & (DENIAL | DOUBT | FORECAST) else (0, 0)
        remark = s.low[s.low.find(";", end) + 1:] if calls & (DENIAL | DOUBT) and ";" in s.low[end:] else ""  # "…; it was withdrawn"
        last = not remark or not any(t.number for t in s.tokens[i + 1:])  # no number follows that the remark could be about
        if corrected(s, start, end, following):
            return "denied"
        faked = is_faked(s.low, end) or following and is_faked(following)
        if not faked and self.denied(s, i, cues, a, after, following, remark if last else ""):
            return "denied"
        if faked or calls & DOUBT and self.doubts.doubted(s, cues, start, a, b):
            return "unverified"
        if self.doubted_beside(before, after, following, remark, last):
            return "unverified"
        turned = TURNED.match(s.low, end)
        if turned and UNPROVEN.search(s.low[turned.end():]) or superseded(s.low, start, end) or calls & FORECAST and GENUINE.search(s.low):
            return "unverified"
        if sees_coming(s, start, end):
            return "expected"
        if not calls & FORECAST or not self.forecasts.any.search(s.low):
            return "expected" if headline_future(s, i, cues) else "actual"
        own = own_clause(s, i, b)
        if self.forecasts.left_open(s, i, a, own):
            return "unverified"
        return "expected" if self.forecasts.to_come(s, i, a, own, cues) else "actual"

    def denied(self, s, i, cues, a, after, following, remark):
        """Does the sentence, or one behind it, reject number i? remark: what follows it after a semicolon."""
        start, end = s.tokens[i].start - s.start, s.tokens[i].end - s.start
        if TOO_HIGH.match(s.low, end) or s.low.endswith(NOT, 0, start) or s.calls & DENIAL and self.denials.rejected(s, cues, start, a):
            return True
        answered = following and self.denials.answers(following) or remark and self.denials.answers(remark)
        return answered or after and self.denials.denies(after)

    def doubted_beside(self, before, after, following, remark, last):
        """Does a sentence beside the number's own leave it open, or the remark behind it (last: on the number itself)?"""
        doubts = self.doubts
        if following and doubts.left_open(following) or remark and (doubts.doubts if last else doubts.left_open)(remark):
            return True
        return after and doubts.doubts(after) or before and doubts.begins_in_doubt(before)

    def replied(self, text):
        """What the one who speaks next makes of the figure ("Ardley denies it, …", "There is no evidence for that."): a status or ''."""
        first = text.lstrip().split(". ")[0]
        if self.denials.contradicted(text) or self.denials.answers(first):
            return "denied"
        return "unverified" if self.doubts.left_open(first) else ""

    def clause(self, s, i):
        """(from, to) of the words that bear on number i: up to a strong sign or a contrast on either side."""
        tokens = s.tokens
        if s.edges is None:
            ends = [k for k, t in enumerate(tokens) if t.low in self.ends and not t.mention and not goes_on(tokens, k)]
            s.edges = [-1, *ends, len(tokens)]
        k = bisect_left(s.edges, i, 1)
        after = s.edges[k + (s.edges[k] == i)] if i < len(tokens) else i + 1
        return tokens[max(s.edges[k - 1] + 1, i - FAR, 0)].start - s.start, tokens[max(i, min(after, i + FAR) - 1)].end - s.start


def goes_on(tokens, k):
    """Does a word that often ends a clause end none here ("has yet to", "while fighting")?"""
    if tokens[k].low == "yet":
        return k and "auxiliaries" in tokens[k - 1].kinds
    return tokens[k].low == "while" and k + 1 < len(tokens) and "ing" in tokens[k + 1].kinds


def corrected(s, start, end, following):
    """Is the number from start to end taken back at once: "not 12,000 but 10,000", or by the next sentence, which says what was right?"""
    if following and CORRECTS.match(following) and (" should have " in following or CORRECTED.search(s.low, 0, start)):
        return True
    return refused(s.low, start, end) or s.low.endswith("not ", 0, start) and s.low.startswith(" but ", end)
