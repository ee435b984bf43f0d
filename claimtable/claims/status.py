"""Whether a number is stated as a fact, expected, denied, or left unverified.

Triggers come from the lexicon and have a direction and an end, as in ConText (Harkema et al. 2009): "could swell to [15,000]" reaches
right, "[thousands more] on the way" reaches left, and both stop at a contrast or the end of the clause. Offsets here are within a sentence.
"""

import re
from bisect import bisect_left
from functools import lru_cache

from ..grammar.around import past_aside, past_included
from ..grammar.clauses import ACTIVE, DENIAL, DOUBT, FORECAST, SMALL, VERBAL, pattern, words
from .framing import frames, of_known, of_speaker
from .judging import (APPOSED, BACK, BACK_AT, BARE, CALLED, CALLED_SO, CORRECTED, CORRECTED_TO, CORRECTS, COUNTED, ELSE_OBJECT, ELSE_OF, EXCLAIMED, GENUINE, HUNG, LEADS_ON, LIKE, NAMED,
                      NICKNAMED, NO, NOBODY, NOT_ACCEPTED, NOT_CONFIRMED, OPENING, POSTPONED, REFERS, SOMEBODY_WRONG, TALK_OF, THAT, THE_FIGURE, TOO_HIGH, TURNED, UNPROVEN, WRONG, is_faked)
from .superseded import refused, superseded

FAR = 90  # tokens beyond which nothing bears on a number
STOPS_TENSE = frozenset("who which that after before since because when if whether how where while and".split())
SEES = frozenset(["see", "sees", "seeing"])
PLAIN = frozenset(["generics", "groupers", "persons"])  # classes a noun may have
RELATIVE = frozenset("who which after before since because".split())
GOVERNING = RELATIVE | frozenset(": , as that than compared unlike even addition".split())  # where what governs a number may begin
SUBJECTS = frozenset(["pronouns", "determiners"])
CHECKING = re.compile(r"\s+(?:not\s+)?(?:be\s+|been\s+|independently\s+)*(?:verif|check|confirm|corrobor|only be)")
TALKING = re.compile(r"\s+(?:not\s+)?(?:\w+\s+)?(?:remember|notice|comment|discuss|elaborate|know|wonder|ask|choose|pick|select|compare|quarrel|remind|recall|note|say|add|tell|repeat|put|guess|estimate|place|reckon|bet|venture|hazard|argue|confuse|call|describe|think|represent|correspond|equal|translate|imply|be drawn|go (?:no|as|so|beyond|above)|commit (?:\w+sel(?:f|ves) )?(?:only )?to|quibble)\b")
CAUSE = re.compile(r"(?: to)? (?:the|a|an|its|their|this|that|these|those|his|her|[a-z]+(?:s|ing|age|ion|ity|ment|ness|quake|cold|weather))\b")  # "homeless due to the flood"
HAVE = re.compile(r"\s+(?:not\s+)?have\b(?! to\b)|\s+\d")
SCALE = re.compile(r"\s+(?:as|more|higher|much|up|\d|over|around|about|nearer|closer)\b")
STATE = re.compile(r"\s+(?:still |already )?(?:without|under|among|beneath|dead|alive|missing|trapped|buried|lost|homeless)\b")  # "300 may be without homes"
JUDGING = re.compile(r"\s+(?:well |yet |still )?be (?:right|wrong|true|correct|accurate|exaggerated|close to the truth)\b")
TRUSTED = re.compile(r"[^.;]{1,90}? (?:is|are|was|were) (?:right|correct|true|accurate|to be believed)\b")  # "if Seoul is right, 3,000 …"
TRUSTING = re.compile(r" (?:you|we|one) (?:trust|believe|go by|follow|ask|take|accept)s?\b")
SUMS = re.compile(r" (?:be|mean|make|amount)\b")  # "that would be a quarter of those sent"
GROWS = re.compile(r"(?:,? \w+ly)?(?: to)?(?: \w+ly)? (?:rise|climb|grow|increase|go up|go higher|swell|mount|worsen|change|be revised)\b(?! (?:\w+ )?(?:to|above|past|beyond|by|as|over|at)\b)")  # "300, which is expected to rise"
SEEMING = re.compile(r"\b(?:said|believed|thought|reported|known|understood|alleged|rumou?red|reputed|seem(?:s|ed)?|appear(?:s|ed)?|claim(?:s|ed)?) \Z")  # "is said to pay 300"
SEEN = re.compile(r"\bsee(?:s|ing)? (?:(?:about|around|some|up|to|another|an?|further|additional|at|least|more|than|as|many|nearly|roughly|between|fewer|over|perhaps) )*\Z")
ARRIVING = re.compile(r"[^.,;:]{0,60}? (?:coming|arriving|landing|following|leaving|being \w+|on the (?:way|march|move)|(?:by|before) (?!(?:the|then|a|an)\b)\w+)\b")  # "sees 300 more arriving"
OWN_WILL = re.compile(r"\b(?:their|his|her|its|own|free|the|good|last|political) \Z")  # "against their will"


class Status:
    """The lexicon's triggers, compiled once."""

    def __init__(self, lex):
        status = lex["status"]
        lists = {(name, side): words(status[name][side]) for name in ("expected", "open", "unverified", "denied") for side in status[name]}
        self.ends = frozenset(words(status["ends"])) | set(";!?•|.—–")
        self.tense = frozenset(lists["expected", "tense"])
        self.future_after, self.future_before = pattern(lists["expected", "after"]), pattern(lists["expected", "before"])
        self.ahead = pattern(lists["expected", "after"] + lists["expected", "before"] + lists["open", "after"])
        self.open, self.unverified = pattern(lists["open", "after"]), pattern(lists["unverified", "both"])
        self.denied, self.denied_after, self.not_denied = (pattern(lists["denied", side]) for side in ("both", "after", "not"))
        self.denies, self.doubts, self.answers, self.begins_in_doubt = map(lru_cache(maxsize=256), (self.denies, self.doubts, self.answers, self.begins_in_doubt))

    def of(self, s, i, before=None, after=None, cues=(), following=None):
        """Status of the number that is token i of sentence s.

        before, after: plain text of a neighbour sentence without numbers, which may say whether the figure is true; following: of the next
        sentence in any case, which may deny the figure ("The union rejects that: …"); cues: of the sentence, since "would say" is no forecast.
        """
        start, end = s.tokens[i].start - s.start, s.tokens[i].end - s.start
        calls = s.calls  # without its bit, no word of the sentence can deny, doubt or forecast
        a, b = self.clause(s, i) if calls & (DENIAL | DOUBT | FORECAST) else (0, 0)
        if following and CORRECTS.match(following) and (" should have " in following or CORRECTED.search(s.low, 0, start)):
            return "denied"
        faked = is_faked(s.low, end) or following and is_faked(following)
        remark = s.low[s.low.find(";", end) + 1:] if ";" in s.low[end:] and calls & (DENIAL | DOUBT) else ""  # "…; it was withdrawn"
        if refused(s.low, start, end) or s.low.endswith("not ", 0, start) and s.low.startswith(" but ", end):
            return "denied"  # "not 12,000 but 10,000"
        if not faked and (TOO_HIGH.match(s.low, end) or s.low.endswith((", not ", "– not ", "and not "), 0, start) or calls & DENIAL and self.rejected(s, cues, start, a) or after and self.denies(after) or following and self.answers(following) or remark and not any(t.number for t in s.tokens[i + 1:]) and self.answers(remark)):
            return "denied"
        if calls & DOUBT and self.doubted(s, cues, start, a, b) or faked or (turned := TURNED.match(s.low, end)) and UNPROVEN.search(s.low[turned.end():]) or following and self.left_open(following) or remark and (self.left_open(remark) if any(t.number for t in s.tokens[i + 1:]) else self.doubts(remark)) or after and self.doubts(after) or before and self.begins_in_doubt(before):
            return "unverified"
        if superseded(s.low, start, end) or calls & FORECAST and GENUINE.search(s.low):
            return "unverified"
        if not s.words.isdisjoint(SEES) and SEEN.search(s.low, 0, start) and ARRIVING.match(s.low, end):
            return "expected"  # "Kyiv sees another 300 arriving"
        if not calls & FORECAST or not self.ahead.search(s.low):
            return "expected" if self.headline_future(s, i, cues) else "actual"
        own = self.own_clause(s, i, b)  # what a thing could cost is a forecast
        mention = s.tokens[i].mention
        money = mention and mention.kind == "money"  # what a thing could cost is a forecast, but not what a sum may be
        if any(self.leaves_open(s.low, m) and not (money and m.group() not in ("may be", "might be")) and (" have" in m.group() or not by_a_day(s.tokens)) for m in self.open.finditer(s.low, a, own) if not m.start() <= start < m.end()):
            return "unverified"
        return "expected" if self.to_come(s, i, a, end, own, cues) else "actual"

    def clause(self, s, i):
        """(from, to) of the words that bear on number i: up to a strong sign or a contrast on either side."""
        tokens = s.tokens
        if s.edges is None:
            s.edges = [-1, *(k for k, t in enumerate(tokens) if t.low in self.ends and not t.mention and not (t.low == "yet" and k and "auxiliaries" in tokens[k - 1].kinds or t.low == "while" and k + 1 < len(tokens) and "ing" in tokens[k + 1].kinds)), len(tokens)]
        k = bisect_left(s.edges, i, 1)
        after = s.edges[k + (s.edges[k] == i)] if i < len(tokens) else i + 1
        return tokens[max(s.edges[k - 1] + 1, i - FAR, 0)].start - s.start, tokens[max(i, min(after, i + FAR) - 1)].end - s.start

    # ---------------------------------------------------------------- expected

    def to_come(self, s, i, a, end, own, cues):
        """A future trigger left of the number in its own clause, or in what the number is the subject of."""
        tokens, low = s.tokens, s.low
        left = self.governed_from(s, i, a)
        for match in self.future_after.finditer(low, left, tokens[i].start - s.start):
            spoken = match.group() in self.tense and any(0 < c.at - s.start - match.end() < 12 and (c.right[1] or c.left[1]) for c in cues)  # "would say"
            month = match.group() == "may" and s.tokens[s.at(s.start + match.start())].mention  # "12 May: 300 …"
            if not (spoken or month or frames(s, match, cues)) and not of_speaker(s, match, cues) and not self.no_forecast(low, match):
                return True
        return any(not self.no_forecast(low, m) and not GROWS.match(low, m.end()) and not of_known(s, i, m, self.tense) for m in self.future_before.finditer(low, end, own)) or self.headline_future(s, i, cues)

    def headline_future(self, s, i, cues):
        """"12,000 troops to join war": in a headline without another verb, "to" is a forecast."""
        tokens = s.tokens
        if tokens[-1].raw in ".!?:" or not s.line:
            return False
        said = {c.at for c in cues}
        if any(t.kinds & VERBAL and t.start not in said for t in tokens[:i]):
            return False
        k = next((k for k in range(i + 1, len(tokens) - 1) if tokens[k].low == "to" or tokens[k].kinds & {"verbs", "auxiliaries", "ed", "prepositions"}), 0)
        return bool(k) and tokens[k].low == "to" and tokens[k - 1].low not in ("according", "due", "up", "thanks") and not tokens[k + 1].mention and "determiners" not in tokens[k + 1].kinds and tokens[k + 1].raw[0].islower()

    def governed_from(self, s, i, a):
        """Where the words left of number i that govern it begin: not before a relative clause, nor before another number's clause."""
        tokens, k, left, joined = s.tokens, i - 1, i, False
        while k >= 0 and tokens[k].start - s.start >= a:
            t = tokens[k]
            if t.number or t.low in GOVERNING:
                if t.raw == ":" and tokens[k + 1].kinds & SUBJECTS and any(x.kinds & VERBAL for x in tokens[k + 2:i]):
                    break  # "Ardley will not miss them, he said: it has 300"
                if t.low in RELATIVE:
                    left = next((j + 1 for j in range(k + 1, i) if tokens[j].raw == ","), left)  # past an aside: ", who may return,"
                    break
                if t.low == "as" and k and tokens[k - 1].raw == "," or t.low == "that" and k and tokens[k - 1].kinds <= PLAIN and tokens[k + 1].kinds & ACTIVE:
                    break  # "…, as the toll reached 300", "the disaster that killed 300"
                if t.low in ("than", "compared", "unlike") or t.low == "even" and tokens[k + 1].low in ("with", "at", "if"):
                    break  # "could exceed 900, far more than the ministry's 300"
                if t.low == "addition" and tokens[k + 1].low == "to":
                    break  # "will send more, in addition to the 300 there"
                if t.raw == "," and "ed" in tokens[k + 1].kinds and tokens[k + 2].low == "at":
                    break  # "seeks compensation, estimated at 300"
                if t.number and (tokens[k + 1].low == "of" or joined and finite(tokens, i)):
                    break
            joined = joined or t.raw == "," or "coordinators" in t.kinds
            left, k = k, k - 1
        return tokens[left].start - s.start

    def own_clause(self, s, i, b):
        """Where the words end that number i is the subject of."""
        tokens, joined = s.tokens, False
        if i > 2 and tokens[i - 1].low == "the" and tokens[i - 2].low == "of" and tokens[i - 3].number:
            return tokens[i].end - s.start  # "half of the 300 will die"
        if 0 < i < len(tokens) - 1 and tokens[i - 1].raw == tokens[i + 1].raw == ",":
            return tokens[i].end - s.start  # "the tally of ruined buildings, 300, will rise"
        if "with" in s.words and any(t.raw == "," and after.low == "with" for t, after in zip(tokens[max(0, i - 8):i], tokens[max(0, i - 8) + 1:i])):
            return next((t.start for t in tokens[i + 1:i + 9] if t.raw == ","), s.start + b) - s.start  # "Ruland, with an army of 300, could help"
        past = i  # joined: by a comma, "and", "out of" to another number to come
        for k in range(i + 1, min(len(tokens), i + FAR)):
            t = tokens[k]
            past = max(past, past_aside(tokens, k), past_included(tokens, k)) if t.raw == "," else past
            if k < past:
                continue  # "Thousands more, the drivers say, will come"
            if t.low in ("or", "and") and k + 1 < len(tokens) and "modals" in tokens[k + 1].kinds and any("auxiliaries" in x.kinds for x in tokens[i + 1:k]):
                return t.start - s.start  # "300 have fallen or will have to be pulled down"
            if t.end - s.start > b or t.low in STOPS_TENSE or t.raw == ":" or t.raw == "," and not any("auxiliaries" in x.kinds for x in tokens[k + 1:k + 3]) or \
                    t.number and joined:
                return t.start - s.start
            joined = joined or t.raw == "," or t.low in ("or", "out")
        return b

    def no_forecast(self, low, match):
        """"could not be verified", "we will recall", "may have", "may 2024": a modal that looks nowhere."""
        if match.group() == "expected" and low.endswith(("than ", "as "), 0, match.start()):
            return True
        if match.group() == "if" and (TRUSTED.match(low, match.end()) or TRUSTING.match(low, match.end())):
            return True
        if match.group().startswith("to ") and SEEMING.search(low, 0, match.start()):
            return True
        if CHECKING.match(low, match.end()) or match.group() in ("due", "due to") and CAUSE.match(low, match.end()):
            return True
        if match.group() == "will" and OWN_WILL.search(low, 0, match.start()):
            return True
        return match.group() in self.tense and bool(JUDGING.match(low, match.end()) or match.group() == "would" and SUMS.match(low, match.end()) and (low.startswith(" amount", match.end()) or low.endswith(("that ", "this ", "which "), 0, match.start())) or TALKING.match(low, match.end()) or HAVE.match(low, match.end()))

    # ---------------------------------------------------------------- unverified

    def leaves_open(self, low, match):
        """"may have died", "could be as high as 300"; but "may be sent" is still to come."""
        return not match.group().endswith(" be") or bool(SCALE.match(low, match.end())) or match.group() in ("may be", "might be") and bool(STATE.match(low, match.end()))

    def bracketed(self, low, start, at):
        """Does what stands at `at` belong to a later number, with which it shares a bracket ("7.7 (Ardley), 7.4 (Orton, later corrected)")?"""
        opened = low.rfind("(", start, at)
        return opened > 0 and ")" not in low[opened:at] and any(c.isdigit() for c in low[low.find(")", start, opened) + 1:opened]) and ")" in low[start:opened]

    def doubted(self, s, cues, start, a, b):
        low = s.low
        return any(not of_speaker(s, match, cues) and (0 < start - match.end() < 6 or match.end() < start and (low.startswith(" that ", match.end()) or TALK_OF.match(low, match.end(), start + 1)) or not self.about_else(low, match)) and not low.startswith("contrary to ", max(0, match.start() - 12)) for trigger, end in ((self.unverified, b), (NOT_CONFIRMED, len(low))) for match in trigger.finditer(low, a, end)
                   if not self.bracketed(low, start, match.start()) and not (match.end() <= start and CORRECTED_TO.fullmatch(low, match.end(), start)))

    def about_else(self, low, match):
        """"no evidence of a deal", "has not confirmed the deployment": something else than the figure is in doubt."""
        last = match.group().split()[-1]
        if last in ("evidence", "proof", "confirm", "confirmation") and ELSE_OF.match(low, match.end()):
            return True
        return last in ("confirmed", "confirm", "verified", "verify", "checking", "check", "verifying", "confirming") and bool(ELSE_OBJECT.match(low, match.end()))

    # ---------------------------------------------------------------- denied

    def another_rejected(self, s, start, at):
        """"11,000, and my neighbour of 500,000, a figure every general laughs off": is another number the one rejected at `at`?"""
        last = max((t.start - s.start for t in s.tokens if t.number and t.start - s.start < at and t.low not in SMALL), default=start)
        return last > start and " among them" not in s.low[start:at] and (";" in s.low[start:last] or bool(APPOSED.search(s.low, last, at)))

    def rejected(self, s, cues, start, a):
        """Does somebody in the sentence reject the number at `start`? "denied that 300", "300, a figure rejected by …"."""
        low = s.low
        if POSTPONED.search(low, a, start):
            return True
        for match in self.denied.finditer(low, a):
            if self.hushed(low, match) or match.start() and s.text[match.start()].isupper() and not s.title or any(c.who[0] <= s.start + match.start() < c.who[1] for c in cues):
                continue  # "the Centre for Countering Disinformation"
            if match.start() < start:
                if match.end() <= start and not BACK.match(low, match.end()):
                    return True
            elif low[max(0, match.start() - 5):match.start()].rstrip('"\'“‘').endswith(("is ", "was ", "en ", "re ")) or BACK_AT.match(low, match.end()) or match.group().startswith(("is ", "are ", "was ", "were ", "has ", "have ", "had ")) and low[match.end():match.end() + 1] == "," or LIKE.search(low, start, match.start()) or self.hung(low, start, match) or CALLED.search(low, a, start) and (match.group().startswith(("a ", "an ")) or NAMED.search(low, start, match.start()) or COUNTED.fullmatch(low, start, match.start())):
                if not self.another_rejected(s, start, match.start()):
                    return True
        return self.called_wrong(low, start) or any(start - m.end() < 12 for m in self.denied_after.finditer(low, a, start))

    def hung(self, low, start, match):
        """"300, which the union flatly rejected within hours", "a figure the agency called nonsense the same evening": does the match judge the number in a clause that hangs on it?"""
        called = NICKNAMED.search(low, start, match.start())
        return bool((called or match.group().endswith(("ed", "es", "ts", "ny", "nies"))) and HUNG.search(low, start, called.start() if called else match.start()))

    def hushed(self, low, match):
        """"did not deny", "neither confirmed nor denied", "what nobody at the club disputes", "it is wrong to send them"."""
        return match.group().endswith(("wrong", "absurd")) and low.startswith(" to ", match.end()) or any(m.start() <= match.start() < m.end() for m in self.not_denied.finditer(low)) or bool(NOBODY.search(low, max(0, match.start() - 60), match.start()))

    def answers(self, text):
        """Does the next sentence begin by rejecting the figure ("The union flatly rejects that: …")?"""
        if self.judged(text):
            return True
        match = self.denial(text)
        if match and EXCLAIMED.fullmatch(text, 0, match.start()):
            return True
        return bool(match and REFERS.search(text, 0, match.end() + 30) and BACK_AT.match(text, match.end())) or self.called_wrong(text)

    def called_wrong(self, text, start=0):
        """"The ministry called that figure false": after an offset."""
        return any(self.wrong(OPENING.match(text, match.end()).group()) for match in CALLED_SO.finditer(text, start))

    def contradicted(self, text):
        """Does a reply reject what was asked ("No, it was plainly wrong at the time.", "That number is wrong.")?"""
        return self.judged(text) or bool(NO.match(text) and self.wrong(text))

    def judged(self, text):
        """"That is a slip" at its head, "the vet says the number is plainly wrong" anywhere."""
        match = THAT.match(text) or THE_FIGURE.search(text)
        return bool(SOMEBODY_WRONG.match(text) or match and self.wrong(OPENING.match(text, match.start()).group()))

    def wrong(self, text):
        return WRONG.search(text) or self.denial(text)

    def denial(self, text):
        """The first word of denial that nothing hushes."""
        return next((match for match in self.denied.finditer(text) if not self.hushed(text, match)), None)

    def denies(self, text):
        """Does a sentence beside the number's own say that it is not true?"""
        return bool(NOT_ACCEPTED.search(text)) or self.neighbour(self.denied, text)

    def doubts(self, text):
        """Does it say that nobody has checked it?"""
        return self.neighbour(self.unverified, text)

    def left_open(self, text):
        """Does the next sentence begin by leaving the figure open ("Nobody else can confirm that, and …")?"""
        return not LEADS_ON.search(text) and self.doubts(OPENING.match(text).group())

    def begins_in_doubt(self, text):
        """"Unverified: …", in the sentence before."""
        return bool(BARE.match(text))

    def neighbour(self, trigger, text):
        """A sentence beside the number's own that speaks only of whether the figure is true."""
        match = trigger.search(text) or (NOT_CONFIRMED.search(text) if trigger is self.unverified else None)
        return bool(match and not self.hushed(text, match) and not self.about_else(text, match) and REFERS.search(text))


def by_a_day(tokens):
    """"By March there could be 300": does the sentence set a day?"""
    return any(t.low == "by" and then.mention and then.mention.kind == "date" for t, then in zip(tokens, tokens[1:]))


def finite(tokens, i):
    """Does a verb stand between the number at i and the next comma?"""
    comma = next((n for n in range(i + 1, min(len(tokens), i + 8)) if tokens[n].raw == ","), i + 8)
    return any(t.kinds & VERBAL for t in tokens[i + 1:comma])
