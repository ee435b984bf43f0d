"""Whether a number is stated as a fact, expected, denied, or left unverified.

Triggers come from the lexicon and have a direction and an end, as in ConText (Harkema et al. 2009): "could swell to [15,000]" reaches
right, "[thousands more] on the way" reaches left, and both stop at a contrast or the end of the clause.
"""

import re

from .clauses import QUANTITY, pattern, strong, words

STOPS_TENSE = frozenset("who which that after before since because when if whether how where while and".split())
CONFIRMING = r"(?:confirm|verif|corroborat|substantiat|authenticat)\w*|\bchecked\b|\bproven\b"
DOUBT = re.compile(rf"\b(?:not|no|nobody|none|never|cannot|yet to|without|neither|nor|unable to|impossible to|\w+n't)\b(?:\W+\w+){{0,5}}?\W+(?:{CONFIRMING})|\bun(?:confirmed|verified|corroborated|substantiated|proven)\b|"
                   rf"\b(?:confirmed|verified|corroborated|backed up) by (?:nobody|no one|no-one|none)\b|\bawait\w* (?:verification|confirmation)|\black\w* confirmation", re.I)
OBJECT = re.compile(r"\W+(?:the|a|an|its|any|their|this|that|his|reports? of)?\W*(?:\w+\W+){0,2}?(?P<noun>[a-z]+)")
BACK = re.compile(r"\W*(?:$|[.;!?]|by\b|as\b|(?:it|this|that|them|these|those|both)\b(?=\s*(?:$|[.,;:!?)\"]|(?:as|and|but|on|in|at|outright|categorically|flatly|by|too|for)\b))|(?:the|this|that|these|those|both|such|all|his|her|its|their|any)\s+(?:\w+\s+)?(?:figures?|numbers?|claims?|reports?|counts?|tolls?|estimates?|tall(?:y|ies)|totals?)\b(?!\s+(?:that|of|by)\b))")
NOT_ABOUT_IT = re.compile(r"\W*(?:that|of|for|on|to)\b")


class Status:
    """The lexicon's triggers, compiled once."""

    def __init__(self, lex):
        status = lex["status"]
        self.ends = frozenset(words(status["ends"]))
        self.future_after = pattern(words(status["expected"]["after"]))
        self.future_before = pattern(words(status["expected"]["before"]))
        self.open = pattern(words(status["open"]["after"]))
        self.tense = frozenset(words(status["expected"]["tense"]))
        self.unverified = pattern(words(status["unverified"]["both"]))
        self.denied = pattern(words(status["denied"]["both"]))
        self.denied_after = pattern(words(status["denied"]["after"]))
        self.not_denied = pattern(words(status["denied"]["not"]))

    def of(self, s, i, before=None, after=None, cues=(), following=None):
        """Status of the number that is token i of sentence s; `before` and `after` are the plain texts of its neighbours."""
        start = s.tokens[i].start - s.start
        a, b = self.clause(s, i)
        if self.rejected(s.low, start, s.tokens[i].end - s.start, a, b) or after and self.neighbour(self.denied, after) or \
                following and (m := self.denied.search(following)) and BACK.match(following, m.end()) and not re.search(r"\d", following[:m.end()]):
            return "denied"
        if self.doubted(s.low, a, b) or after and self.neighbour(self.unverified, after) or before and self.neighbour(self.unverified, before, True):
            return "unverified"
        if any(self.leaves_open(s.low, m) for m in self.open.finditer(s.low, a, self.own_clause(s, i, b)) if m.end() <= start or m.start() > start):
            return "unverified"
        if self.to_come(s, i, a, b, [c.at - s.start for c in cues]):
            return "expected"
        return "actual"

    def clause(self, s, i):
        """(from, to) offsets in s.text of the words that bear on number i."""
        tokens, a, b = s.tokens, i, i
        while a > 0 and not self.edge(tokens, a - 1):
            a -= 1
        while b + 1 < len(tokens) and not self.edge(tokens, b + 1):
            b += 1
        return tokens[a].start - s.start, tokens[b].end - s.start

    def edge(self, tokens, k):
        t = tokens[k]
        return t.raw in ";!?•|" or t.raw == "." or t.raw in "—–" or (t.low in self.ends and not t.mention)

    def to_come(self, s, i, a, b, said=()):
        """A future trigger left of the number in its own clause, or the verb the number is subject of."""
        tokens, start = s.tokens, s.tokens[i].start - s.start
        k, left = i - 1, i
        while k >= 0 and tokens[k].start - s.start >= a:
            t = tokens[k]
            if t.low in ("who", "which", "after", "before", "since", "because") or (t.raw == "," and k + 1 < len(tokens) and tokens[k + 1].low in ("which", "who", "after")):
                break
            if t.mention and t.mention.kind in QUANTITY and tokens[k + 1].low == "of":
                break
            if t.mention and t.mention.kind in QUANTITY and any(x.raw == "," or x.kinds & {"coordinators"} for x in tokens[k + 1:i]) and self.finite(tokens, i):
                break
            left = k
            k -= 1
        low = s.low
        for match in self.future_after.finditer(low, tokens[left].start - s.start, start):
            if not self.past_tense(low, match) and not (match.group() in self.tense and any(0 < at - match.end() < 12 for at in said)):
                return True
        end = self.own_clause(s, i, b)
        return any(not self.past_tense(low, m) for m in self.future_before.finditer(low, s.tokens[i].end - s.start, end))

    def own_clause(self, s, i, b):
        """Offset where the words that number i is subject of end."""
        tokens = s.tokens
        for k in range(i + 1, len(tokens)):
            if tokens[k].end - s.start > b or tokens[k].low in STOPS_TENSE:
                return tokens[k].start - s.start
            if tokens[k].mention and tokens[k].mention.kind in QUANTITY and k > i + 1 and any(t.raw == "," or t.low in ("and", "or", "out") for t in tokens[i + 1:k]):
                return tokens[k].start - s.start
            if tokens[k].raw == "," and not any(t.kinds & {"auxiliaries"} for t in tokens[k + 1:k + 3]):
                return tokens[k].start - s.start
        return b

    def finite(self, tokens, i):
        return any(t.kinds & {"auxiliaries", "verbs"} for t in tokens[i + 1:i + 8])

    def past_tense(self, low, match):
        """"could not be verified", "would have", "may 2024" are no forecasts."""
        follows = low[match.end():match.end() + 40]
        if re.match(r"\s+(?:not\s+)?(?:be\s+|been\s+|independently\s+)*(?:verif|check|confirm|corrobor|only be)", follows):
            return True
        if match.group() in self.tense and re.match(r"\s+(?:\w+\s+)?(?:remind|recall|note|say|add|tell|repeat|not)\b", follows):
            return True
        return match.group() in ("may", "might", "could", "would") and bool(re.match(r"\s+(?:not\s+)?have\b|\s+\d", follows))

    def leaves_open(self, low, match):
        """"may have died", "could be as high as 300"; but "may be sent" is still to come."""
        return not match.group().endswith(" be") or bool(re.match(r"\s+(?:as|more|higher|much|up|\d|over|around|about|nearer|closer)\b", low[match.end():match.end() + 12]))

    def doubted(self, low, a, b):
        for trigger, end in ((self.unverified, b), (DOUBT, len(low))):
            for match in trigger.finditer(low, a, end):
                if not self.about_else(low, match):
                    return True
        return False

    def about_else(self, low, match):
        last = match.group().split()[-1]
        if last in ("evidence", "proof", "confirm", "confirmation") and NOT_ABOUT_IT.match(low, match.end()):
            return True
        return last in ("confirmed", "confirm", "verified", "verify") and bool(re.match(r"\s+(?:the|a|its|any|his|their|that|whether|who|how)\b(?!\s+(?:figure|number|claim|count|total|toll|report|estimate)s?\b)", low[match.end():match.end() + 40]))

    def rejected(self, low, start, end, a, b):
        hushed = [m.span() for m in self.not_denied.finditer(low)]
        for match in self.denied.finditer(low, a):
            if any(x <= match.start() < y for x, y in hushed):
                continue
            if match.start() < start:
                if match.end() <= start and not BACK.match(low, match.end()):
                    return True
            elif low[max(0, match.start() - 4):match.start()].endswith(("is ", "was ", "en ", "re ")) or BACK.match(low, match.end()):
                return True
        return any(start - m.end() < 12 and m.end() <= start for m in self.denied_after.finditer(low, a, start))

    def neighbour(self, trigger, text, ahead=False):
        """A sentence beside the number's own that speaks only of whether the figure is true."""
        match = trigger.search(text) or (DOUBT.search(text) if trigger is self.unverified else None)
        if not match or any(x.start() <= match.start() < x.end() for x in self.not_denied.finditer(text)) or self.about_else(text, match):
            return False
        return bool(REFERS.search(text)) if not ahead else bool(re.match(r"\W*(?:unverified|unconfirmed)", text))


REFERS = re.compile(r"\b(?:figures?|numbers?|claims?|reports?|this|that|it|count|counts|tally|toll|total|estimates?|these|those|neither|none|footage|statement|information|data|both)\b")
