"""Who said it: speakers, the cues that name them, and how far what they said reaches.

For each sentence `cues` finds every place where somebody speaks: a verb of saying with its subject (before or after it), "according to",
"X, citing Y", a number that belongs to somebody ("Seoul's estimate"), a headline's "X:". Each cue governs the words to its right, to its
left, or both. `speaker_of` takes the innermost cue that reaches a number; `read` adds what goes on across sentences: pronouns, quotations,
lists under an introduction. Tokens are walked one by one from the cue; there is no pattern over the whole sentence.
"""

import re
from dataclasses import dataclass

from .clauses import QUANTITY, QUOTES, inflected, pattern, strong, words

PAST_BE = frozenset("is are was were be been being isn't aren't wasn't weren't get got 're".split())
BREAKS = frozenset(["while", "but", "whereas", "although", "though", "because", "if", "that", "which", "when", "where", "how", "whether", "since", "unless", "whatever", "whoever", "however", "what"])
PERSONAL = frozenset(["he", "she", "they", "it", "we", "i"])
PARTICIPLES = frozenset("seen made run led known held written given shown kept sent drawn taken put set built paid told".split())
SENTENCE_ADVERBS = frozenset("separately meanwhile earlier later however also officially still now then yet so and but moreover today yesterday overall".split())


@dataclass(slots=True)
class Cue:
    """Somebody speaks: who (a span of the text), the word that says so, and from where to where it reaches."""

    who: tuple  # (start, end) of the speaker; (0, 0) when a pronoun could not be resolved
    at: int  # offset of the cue word
    cue: str
    right: tuple = (0, 0)
    left: tuple = (0, 0)
    relay: tuple = (0, 0)
    rule: str = ""
    pronoun: str = ""


class Speech:
    """The lexicon's cue lists, compiled once."""

    def __init__(self, lex, vocab, actors):
        speech = lex["speech"]
        self.vocab, self.title_case = vocab, False
        self.owner_lists = frozenset(vocab.owners)
        self.strong = frozenset(w for w in words(speech["strong"]) if " " not in w)
        self.weak = frozenset(w for w in words(speech["weak"]) if " " not in w)
        long = [w for key in ("strong", "weak") for w in words(speech[key]) if " " in w]
        self.long = {}
        for phrase in long:
            parts = phrase.split()
            self.long.setdefault(parts[0], []).append(parts[1:])
        for word in list(self.strong):
            self.strong |= {w for w in inflected(word) if w in vocab.saying}
        self.counting = frozenset(words(speech["counting"]))
        self.handing = frozenset(words(speech["handing"]))
        self.made_by = frozenset(words(speech["made_by"]))
        self.according = pattern(words(speech["according"]))
        self.citing = pattern(words(speech["citing"]))
        self.carriers, self.speakers = frozenset(words(speech["carriers"])), frozenset(words(speech["speakers"]))
        self.bodies, self.titles = frozenset(words(speech["bodies"])), frozenset(words(speech["titles"]))
        self.hedge = pattern(words(speech["hedges"]))
        self.names = frozenset(w for actor in actors.actors for name in (actor.name, *actor.aliases) for w in [name.lower()])

    # ---------------------------------------------------------------- cues of one sentence

    def cues(self, s, first=False):
        """All cues of a Sentence, in order of their place."""
        found = []
        tokens, low = s.tokens, s.low
        self.title_case = sum(t.raw[:1].isupper() for t in tokens) > 0.6 * sum(t.raw[:1].isalpha() for t in tokens)
        for match in self.according.finditer(low):
            self.add(found, self.accord(s, match))
        for match in self.citing.finditer(low):
            self.add(found, self.cite(s, match))
        for i, token in enumerate(tokens):
            if token.mention:
                continue
            if token.low in self.strong or token.low in self.weak or token.low in self.long:
                self.add(found, self.verb(s, i))
            if token.low in self.carriers and i and not tokens[i - 1].mention:
                self.add(found, self.compound(s, i))
            elif token.low == "by" and i and tokens[i - 1].low in self.made_by and tokens[i - 1].low not in self.strong and tokens[i - 1].low not in self.weak:
                self.add(found, self.agent(s, i - 1, i - 1))
            elif token.raw == "(":
                self.add(found, self.bracketed(s, i))
            elif token.low == "if":
                self.add(found, self.if_right(s, i))
            elif token.low == "by" and (i == 0 or tokens[i - 1].raw in ",:;(" or "coordinators" in tokens[i - 1].kinds):
                self.add(found, self.by_data(s, i))
            if token.low == "'s" or (token.raw == "'" and i and tokens[i - 1].low.endswith("s") and tokens[i - 1].end == token.start):
                self.add(found, self.owned(s, i))
        if first or not found:
            self.add(found, self.headline(s))
        found.sort(key=lambda cue: cue.at)
        return found

    def add(self, found, cue):
        if cue and not any(c.at == cue.at or (c.who == cue.who and c.who != (0, 0) and c.rule == cue.rule) for c in found):
            found.append(cue)

    # -------- verbs of saying

    def verb(self, s, i):
        """The cue whose verb is token i, or None: not a verb here, passive without "by", or no subject that could speak."""
        tokens, token = s.tokens, s.tokens[i]
        if token.raw[0].isupper() and i and not self.title_case:
            return None
        last, weak = self.longer(tokens, i), False
        if last < 0:
            last, weak = i, token.low in self.weak
            if token.low not in self.strong and not weak:
                return None
        if self.is_noun(tokens, i) or last == i and token.low in self.handing and not self.hands_a_number(tokens, i):
            return None
        if token.low.startswith("agree") and last + 1 < len(tokens) and tokens[last + 1].low in ("to", "on", "with"):
            return None
        if self.passive(tokens, i):
            return self.agent(s, i, last) or Cue((0, 0), token.start, self.surface(s, i, last), right=(tokens[last].end, s.end), rule="hearsay")
        if self.negated(tokens, i):
            return None
        k = i - 1
        while k > 0 and self.between(tokens, k):
            k -= 1
        if k > 0 and "coordinators" in tokens[k].kinds:
            k = self.shared(tokens, k)
        cue = self.inverted(s, i, last, k)
        if cue:
            return cue
        a, b = self.subject(tokens, k)
        if a > b:
            a, b = self.fronted_speaker(tokens, i)
        if a > b or a == b and tokens[a].low in ("we", "i", "you"):
            return None
        if token.low.endswith("ing") and tokens[b].raw != "," and not (i and tokens[i - 1].low in PAST_BE) and weak:
            return None
        if weak and not self.head_speaks(tokens, a, b) and not (token.low in self.counting and self.determined(tokens, a, b)):
            return None
        if not weak and not self.may_speak(tokens, a, b) and not (token.low in ("say", "says", "said", "claim", "claims", "claimed") and self.determined(tokens, a, b)):
            return None
        cue = Cue(self.span(tokens, a, b), token.start, self.surface(s, i, last), rule="subject-verb")
        if tokens[b].low in PERSONAL and a == b:
            cue.who, cue.pronoun = (0, 0), tokens[b].low
        elif tokens[a].low in ("its", "their", "his", "her") and not any(t.raw[0].isupper() for t in tokens[a + 1:b + 1]):
            cue.pronoun = tokens[a].low  # "its intelligence counts": what is meant was named before
        else:
            self.innermost(s, cue, a, b)
        self.scope(s, cue, a, last)
        return cue

    def shared(self, tokens, k):
        """"Erdogan declares an emergency and gives a toll": the subject of the first verb, when "and" joins two verbs; else k."""
        start = next((j + 1 for j in range(k - 1, -1, -1) if strong(tokens[j])), 0)
        verb = next((j for j in range(start + 1, k) if tokens[j].kinds & {"verbs", "auxiliaries"} or "ed" in tokens[j].kinds and not self.adjective(tokens, j)), 0)
        return verb - 1 if verb else k

    def fronted_speaker(self, tokens, i):
        """"In London on Monday considered that", "what was declared in the ministry": a body in place of a subject."""
        start = next((k + 1 for k in range(i - 1, -1, -1) if strong(tokens[k]) or tokens[k].raw == ","), 0)
        for at in (start, i + 1):
            if at + 1 < len(tokens) and tokens[at].low in ("in", "at"):
                a, b = self.phrase(tokens, at + 1)
                if a <= b and (at > i or b < i) and self.known(tokens, a, b):
                    return a, b
        return 1, 0

    def known(self, tokens, a, b):
        """Is the phrase the name of an actor, or headed by a body that speaks?"""
        text = " ".join(t.low for t in tokens[a:b + 1])
        return text.removeprefix("the ") in self.names or tokens[b].low in self.speakers

    def between(self, tokens, k):
        """Words that may stand between a subject and its verb: "has since", "on Saturday", "also"."""
        token = tokens[k]
        if token.mention:
            return token.mention.kind in ("date", "time")
        if token.low in ("on", "in", "late", "early", "last", "this") and k + 1 < len(tokens) and tokens[k + 1].mention:
            return True
        return bool(token.kinds & {"auxiliaries", "adverbs"}) and token.low not in self.speakers or token.low in ("to", "last", "first")

    def negated(self, tokens, i):
        """"has not confirmed 40 deaths": not a statement of the number."""
        return any(t.low in ("not", "never", "neither", "nor", "no", "without") or t.low.endswith("n't") for t in tokens[max(0, i - 3):i])

    def hands_a_number(self, tokens, i):
        """"gave a figure of 300", "released a new toll": to give is to say only where a number is given."""
        for k, t in enumerate(tokens[i + 1:i + 8], i + 1):
            if t.mention and t.mention.kind in QUANTITY:
                after = [x for x in tokens[k + 1:k + 4] if x.raw not in QUOTES]
                return not after or after[0].low in ("as", "for", "chance", "probability", "likelihood", "percent") or tokens[k - 1].low == "of" and bool(tokens[k - 2].classes - self.owner_lists) or strong(after[0]) or after[0].raw == "," and k <= i + 3
            if strong(t):
                return False
            if t.low in self.carriers or t.low == "to" and tokens[i].low.startswith(("up", "rais", "lift", "revis", "lower", "doubl")):
                return True
        return False

    def longer(self, tokens, i):
        for rest in self.long.get(tokens[i].low, ()):
            if [t.low for t in tokens[i + 1:i + 1 + len(rest)]] == rest:
                return i + len(rest)
        return -1

    def is_noun(self, tokens, i):
        """"Seoul's estimate", "the report", "an estimated 300": the word is a noun or adjective here, not a verb."""
        low = tokens[i].low
        before = tokens[i - 1] if i else None
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if before is None:
            return low in self.carriers or low.endswith("ed")
        if before.low == "'s" or (before.raw == "'" and i > 1 and tokens[i - 2].low.endswith("s")):
            return True
        if before.kinds & {"determiners"} and before.low not in ("all", "both", "some", "any", "this", "that", "these", "those", "what"):
            return True
        if before.kinds & {"prepositions"} and before.low not in ("since", "as", "than", "of"):
            return not low.endswith("ing")
        if before.low == "of" and low in self.carriers:
            return True
        if low in self.carriers and after is not None and (after.kinds & {"auxiliaries"} and after.low != "there" or after.low in self.strong or after.low in self.weak or after.low == "of"):
            return True
        return False

    def passive(self, tokens, i):
        """"is estimated", "were reported", "thought to be", "seen as": said by nobody in particular."""
        low = tokens[i].low
        if not (low.endswith("ed") or low in ("said", "put", "told", "thought", "known", "given", "understood", "seen", "set", "broken", "held", "heard", "shown", "found", "written", "learnt")):
            return False
        k = i - 1
        while k >= 0 and "adverbs" in tokens[k].kinds and not tokens[k].mention:
            k -= 1
        if k >= 0 and tokens[k].low in PAST_BE or i + 1 < len(tokens) and tokens[i + 1].low == "by":
            return True
        return k >= 0 and tokens[i + 1].low == "to" and low in ("said", "believed", "thought", "estimated", "reported", "expected", "known", "understood") \
            if i + 1 < len(tokens) else False

    def agent(self, s, i, last):
        """"was put at 300 by the ministry"; "were told by officials"."""
        tokens = s.tokens
        for k in range(last + 1, min(len(tokens), last + 12)):
            if strong(tokens[k]):
                break
            if tokens[k].low == "by" and k + 1 < len(tokens) and not tokens[k + 1].mention:
                a, b = self.phrase(tokens, k + 1)
                if b + 1 < len(tokens) and (tokens[b + 1].low in self.strong or tokens[b + 1].low in self.weak):
                    return None  # "a source quoted by Yonhap said": the verb has its own subject
                if a <= b and self.can_speak(tokens, a, b):
                    return Cue(self.span(tokens, a, b), tokens[i].start, self.surface(s, i, last), rule="passive-by", left=(s.start, tokens[i].start),
                               right=(tokens[last].end, s.end))
                break
        return None

    def inverted(self, s, i, last, k):
        """"…, said Mark Rutte" and "…", says Zelenskyy: the subject follows the verb."""
        tokens = s.tokens
        if k >= 0 and not (tokens[k].raw in ",;—–-" or tokens[k].raw in QUOTES or tokens[k].raw in "?!" or tokens[k].low == "as" and k <= 1):
            return None
        if last + 1 >= len(tokens):
            return None
        first = tokens[last + 1]
        if first.mention or first.low in ("that", "to", "in", "on", "by", "at") or "punct" in first.kinds:
            return None
        a, b = self.phrase(tokens, last + 1)
        if a > b or not self.can_speak(tokens, a, b):
            return None
        after = tokens[b + 1] if b + 1 < len(tokens) else None
        if after is not None and not (strong(after) or after.raw in ",)" or after.raw in QUOTES or after.mention or
                                      after.kinds & {"prepositions", "subordinators", "coordinators", "adverbs"}):
            return None
        if k >= 0 and tokens[k].raw == "," and self.aside_subject(tokens, k):
            return None
        cue = Cue(self.span(tokens, a, b), tokens[i].start, self.surface(s, i, last), rule="verb-subject")
        self.innermost(s, cue, a, b)
        cue.left = (s.start, tokens[i].start) if k < 0 or tokens[k].low != "as" else (0, 0)
        if after is not None and after.raw == "," and b + 2 < len(tokens):
            cue.right = (after.end, s.end)
        return cue

    def aside_subject(self, tokens, k):
        """Whether the comma at k closes an aside after a subject that opens the sentence ("Rutte, the alliance's head, said")."""
        comma = next((j for j in range(k - 1, max(-1, k - 14), -1) if tokens[j].raw == "," or strong(tokens[j])), -1)
        if comma <= 0 or tokens[comma].raw != ",":
            return False
        a, b = self.subject(tokens, comma - 1)
        return a <= b and a <= 4 and not any(t.kinds & {"verbs", "ed", "auxiliaries"} for t in tokens[:comma])

    # -------- the subject on the left

    def subject(self, tokens, k):
        """(first, last) token of the subject that ends at or before k; (1, 0) if there is none."""
        if k < 0:
            return 1, 0
        aside = None
        if tokens[k].raw == "," or tokens[k].raw in "—–" or tokens[k].raw == ")":
            closing = tokens[k].raw
            opening = "(" if closing == ")" else closing
            j = next((j for j in range(k - 1, max(-1, k - 26), -1) if tokens[j].raw == opening or (strong(tokens[j]) and closing == ",")), -1)
            if j <= 0 or tokens[j].raw != opening:
                return 1, 0
            aside, k = (j + 1, k - 1), j - 1
        last = k
        while k >= 0 and not self.stops_subject(tokens, k, last):
            k -= 1
        a = k + 1
        a = self.after_last_verb(tokens, a, last)
        who = next((j for j in range(a - 1, max(0, a - 14), -1) if tokens[j].low == "who" or tokens[j].raw in ",;:" or strong(tokens[j]) or tokens[j].raw in QUOTES), 0)
        if who > 1 and tokens[who].low == "who":
            return self.subject(tokens, who - 1)  # "an official who spoke to reporters would say …"
        while a <= last and (tokens[a].kinds & {"coordinators", "adverbs"} or tokens[a].low in SENTENCE_ADVERBS or tokens[a].mention or
                             tokens[a].raw in QUOTES or tokens[a].raw in ".)-•(" or ("subordinators" in tokens[a].kinds and tokens[a].low not in ("that",))) \
                and tokens[a].low not in ("one", "some", "both"):
            a += 1
        if a <= last and "prepositions" in tokens[a].kinds and tokens[a].low not in ("of",):
            a = self.past_fronted(tokens, a, last)
        if a > last:
            return 1, 0
        if aside and self.names_person(tokens, *aside):
            return a, aside[1]
        if tokens[last].low in PERSONAL:
            return last, last
        cut = next((k for k in range(a + 1, last + 1) if tokens[k].low in ("later", "earlier", "also", "separately", "meanwhile", "then", "now")), last + 1)
        return a, cut - 1

    def stops_subject(self, tokens, k, last):
        token = tokens[k]
        if token.mention:
            return token.mention.kind in ("date", "time") or token.mention.kind not in ("ordinal", "number", "identifier", "rank") or token.mention.kind == "number" and last - k > 3
        if strong(token) and not (token.raw == "." and k + 1 < len(tokens) and tokens[k - 1].raw[:1].isupper() and len(tokens[k - 1].raw) <= 4 and k > 0):
            return True
        if token.raw in ",(" or token.raw in QUOTES:
            return True
        if token.low in BREAKS or token.low in ("as", "after", "before", "until", "than"):
            return True
        if token.low == "to":
            return not (k and ("ed" in tokens[k - 1].kinds or tokens[k - 1].low in ("close", "loyal")))
        return last - k > 16

    def after_last_verb(self, tokens, a, last):
        """Cut what belongs to an earlier clause: "troops arrived and officials said" => officials."""
        for k in range(last, a - 1, -1):
            token = tokens[k]
            if k > a and k < last and self.reduced(tokens, k, last):
                continue
            if token.kinds & {"verbs", "auxiliaries"} and token.low not in self.speakers or ("ed" in token.kinds and k + 1 <= last and tokens[k + 1].low not in ("by",) and
                                                      not self.adjective(tokens, k)):
                if "coordinators" in (tokens[k + 1].kinds if k + 1 <= last else ()):
                    return k + 2
                joint = next((j for j in range(k + 1, last + 1) if "coordinators" in tokens[j].kinds), None)
                return (joint + 1) if joint else k + 1
        return a

    def reduced(self, tokens, k, last):
        """A participle after its noun ("a source quoted by X", "a tweet seen 2m times"): part of the subject, not a verb before it."""
        if "auxiliaries" in tokens[k - 1].kinds or not (tokens[k].low.endswith("ed") or tokens[k].low in PARTICIPLES) or tokens[k - 1].mention:
            return False
        return tokens[k + 1].low == "by" or not self.can_speak(tokens, k + 1, last)

    def adjective(self, tokens, k):
        """"United", "unnamed officials", "retired general": a participle that stands before a noun."""
        return tokens[k].raw[0].isupper() or (k + 1 < len(tokens) and (tokens[k + 1].low in self.speakers or tokens[k + 1].raw[0].isupper() or "prepositions" not in tokens[k + 1].kinds))

    def past_fronted(self, tokens, a, last):
        """Skip "In Kyiv" or "On a visit to X" at the head of a subject: the subject is the last phrase that can speak."""
        for k in range(a + 1, last + 1):
            if tokens[k].kinds & {"determiners"} and k > a + 1 or (tokens[k].low in self.speakers and k < last and tokens[k + 1].raw[0].isupper()):
                return k
        for k in range(last, a, -1):
            if tokens[k].low in self.speakers:
                start = k
                while start - 1 > a + 1 and not tokens[start - 1].kinds & {"prepositions", "coordinators"}:
                    start -= 1
                return start if start > a + 1 else k
        return last if tokens[last].low in PERSONAL else last + 1

    def names_person(self, tokens, a, b):
        """An aside that is a name or title ("Dmytro Ponomarenko"), to be kept with the subject; not a clause ("who attended")."""
        if b - a > 6 or any(t.mention and t.mention.kind in QUANTITY for t in tokens[a:b + 1]):
            return False
        return tokens[a].raw[:1].isupper() and not any(t.kinds & {"verbs", "auxiliaries", "ing", "ed"} or t.low in ("who", "which") for t in tokens[a:b + 1])

    def can_speak(self, tokens, a, b):
        """A name, a known actor, a person or body, a pronoun."""
        for k in range(a, b + 1):
            t = tokens[k]
            if t.low in self.speakers or t.low in self.names or t.low in PERSONAL or (t.low.endswith("s") and t.low[:-1] in self.speakers):
                return True
            if t.raw[:1].isupper() and (k > 0 and not strong(tokens[k - 1]) and tokens[k - 1].raw not in QUOTES or len(t.raw) > 1 and t.raw.isupper() or not t.kinds):
                return True
        return False

    def head_speaks(self, tokens, a, b):
        """The same of the head of the phrase: "N. Korea's toll in Russia's war" is no speaker, whatever names are in it."""
        head = next((k - 1 for k in range(a + 1, b + 1) if "prepositions" in tokens[k].kinds), b)
        if tokens[head].classes - self.owner_lists and tokens[head].low not in self.speakers:
            return False
        return self.can_speak(tokens, a, max(a, head)) and tokens[head].low not in ("toll",)

    def determined(self, tokens, a, b):
        """A phrase with a determiner whose head the codebook does not count: it may be somebody who counts or says."""
        head = next((k - 1 for k in range(a + 1, b + 1) if "prepositions" in tokens[k].kinds), b)
        return "determiners" in tokens[a].kinds and tokens[a].low not in ("a", "an") and not tokens[head].classes - self.owner_lists and not any(t.mention for t in tokens[a:head + 1]) and tokens[head].low not in self.carriers

    def may_speak(self, tokens, a, b):
        """Anything but a number, a relative or a mere thing: strong verbs need little proof."""
        if any(t.mention and t.mention.kind in QUANTITY and t.mention.surface.lower() not in ("one", "two", "three") for t in tokens[a:min(a + 3, b + 1)]):
            return False
        head = tokens[b]
        if head.low in ("that", "which", "there", "this", "who", "what") and head.kinds:
            return False
        return self.can_speak(tokens, a, b) or head.low in self.carriers

    # -------- according to, citing

    def phrase(self, tokens, a):
        """(first, last) token of the noun phrase that begins at a; (1, 0) if none does."""
        b, n = a - 1, len(tokens)
        while b + 1 < n and b - a < 22:
            t = tokens[b + 1]
            if t.mention and (t.mention.kind not in ("ordinal", "identifier", "number", "rank") or b >= a):
                if not (t.mention.kind in ("identifier", "ordinal") and b < a + 3):
                    break
            if strong(t) and not (t.raw == "." and b + 2 < n and tokens[b].raw[:1].isupper() and tokens[b + 2].raw[:1].isupper() and len(tokens[b].raw) <= 5 and tokens[b].end == t.start and tokens[b].raw.lower() in self.titles):
                break
            if t.raw in ",()" or t.raw in QUOTES or t.raw == "/":
                break
            if t.kinds & {"auxiliaries", "verbs", "subordinators"} and t.low not in self.speakers and not (t.raw[0].isupper() and b >= a) and \
                    not (b + 2 < n and tokens[b + 2].low == "by"):
                break
            if t.low in self.strong and not t.raw[0].isupper() and t.low not in self.carriers and not (b + 2 < n and tokens[b + 2].low == "by"):
                break
            if "prepositions" in t.kinds:
                if t.low not in ("of", "for", "in", "at", "from", "by", "with", "on") or b < a:
                    break
                if b + 2 < n and (tokens[b + 2].mention or tokens[b + 2].kinds & {"prepositions"}):
                    break
                if t.low == "on" and not tokens[b + 2].raw[:1].isupper():
                    break
            elif "coordinators" in t.kinds:
                if not self.joins(tokens, b + 2):
                    break
            elif "ed" in t.kinds and not t.raw[0].isupper() and not (b + 2 < n and (tokens[b + 2].low in ("by",) or self.adjective(tokens, b + 1) and b + 1 == a)) and t.low not in self.speakers:
                if not (b < a + 1 and self.adjective(tokens, b + 1)):
                    break
            elif "ing" in t.kinds and not t.raw[0].isupper() and b >= a and tokens[b].low != "speaking" and t.low != "speaking":
                if not (b + 2 < n and tokens[b + 2].low in self.speakers):
                    break
            elif "adverbs" in t.kinds and b >= a and not t.raw[0].isupper() and not (t.low in ("daily", "weekly") and b + 2 < n and tokens[b + 2].raw[0].isupper()):
                break
            b += 1
        while b >= a and (tokens[b].kinds & {"prepositions", "coordinators", "determiners"} or tokens[b].low in ("'s",)) and tokens[b].low not in self.speakers:
            b -= 1
        return (a, b) if b >= a else (1, 0)

    def joins(self, tokens, k):
        """Does "and" at k-1 join two speakers ("the US and South Korea") and not two clauses?"""
        for j in range(k, min(len(tokens), k + 8)):
            t = tokens[j]
            if j == k and t.low in ("a", "another") or t.low in ("that", "another"):
                return False
            if t.mention and t.mention.kind in QUANTITY:
                return False
            if strong(t) or t.raw == "," or t.raw in QUOTES:
                return True
            if t.kinds & {"auxiliaries", "verbs", "ed"} and t.low not in self.speakers:
                return t.low in self.strong or t.low in self.weak
        return True

    def accord(self, s, match):
        """"according to X": reaches left to the clause before it, and right when it opens the sentence or stands between commas."""
        tokens = s.tokens
        i = s.at(s.start + match.start())
        j = s.at(s.start + match.end() - 1) + 1
        text = match.group()
        if j >= len(tokens) or i >= len(tokens):
            return None
        a, b = self.phrase(tokens, j)
        if a > b:
            return None
        if not text.startswith("according") and not self.can_speak(tokens, a, b):
            return None
        if a == b and (tokens[a].low in PERSONAL or tokens[a].low in ("him", "her", "them")):
            cue = Cue((0, 0), tokens[i].start, match.group(), rule="according", pronoun=tokens[a].low)
        else:
            cue = Cue(self.span(tokens, a, b), tokens[i].start, s.text[match.start():match.end()], rule="according")
            self.innermost(s, cue, a, b)
        opens = i == 0 or all(t.kinds & {"adverbs", "coordinators"} or t.raw in "-•,*" for t in tokens[:i]) or tokens[i - 1].raw in ":;(—–" or \
            (i >= 2 and tokens[i - 1].raw == "," and tokens[i - 2].low in ("and", "but")) or (tokens[i - 1].low in ("and", "but", "that", "while", "but") and b + 1 < len(tokens) and tokens[b + 1].raw == ",")
        after = tokens[b + 1] if b + 1 < len(tokens) else None
        if tokens[i - 1].raw == "(" and i:
            opens = False
        if opens:
            cue.right = (tokens[b].end, s.end)
        else:
            cue.left = (s.start, tokens[i].start)
            if after is not None and after.raw == "," and i and tokens[i - 1].raw in ",—–":
                cue.right = (after.end, s.end)
            elif after is not None and after.raw == ":" or after is not None and text.split()[0] not in ("according", "as") and after.kinds & {"verbs", "auxiliaries"}:
                cue.right = (after.end, s.end)
        return cue

    def cite(self, s, match):
        """"X, citing Y": the number is Y's; X relays it."""
        tokens = s.tokens
        i = s.at(s.start + match.start())
        j = s.at(s.start + match.end() - 1) + 1
        if match.group().startswith("according") or j >= len(tokens) or i >= len(tokens):
            return None
        a, b = self.phrase(tokens, j)
        if a > b or not self.can_speak(tokens, a, b):
            return None
        cue = Cue(self.span(tokens, a, b), tokens[i].start, s.text[match.start():match.end()], rule="citing")
        k = i - 1
        while k >= 0 and (tokens[k].raw in ",(" or tokens[k].low in ("which", "who", "by") or tokens[k].kinds & {"auxiliaries", "adverbs"}):
            k -= 1
        x, y = self.subject(tokens, k)
        if x <= y and not any(t.mention and t.mention.kind in QUANTITY for t in tokens[x:y + 1]):
            cue.relay = self.span(tokens, x, y)
            if not self.can_speak(tokens, x, y):
                cue.relay = (0, 0)
        after = b + 1 < len(tokens) and tokens[b + 1]
        tail = not after or strong(after) and after.raw not in ":" or after.raw == ")"
        cue.left = (next((t.end for t in reversed(tokens[:i]) if t.raw == ";" or t.raw == ":"), s.start), tokens[i].start)
        if not tail:
            cue.right = (tokens[b].end, s.end)
        return cue

    # -------- nouns that carry a number

    def owned(self, s, i):
        """"Seoul's estimate of 300", "Kyiv's own figure", "Zelenskyy's early-January figure": the owner speaks."""
        tokens = s.tokens
        k = i + 1
        if k < len(tokens) and (tokens[k].low in self.strong or tokens[k].low in self.weak or tokens[k].low in ("imply", "implies", "is", "was", "stands", "stood")) and tokens[k].low not in self.carriers:
            a, b = self.subject(tokens, i - 1)
            if a <= b and self.can_speak(tokens, a, b) and tokens[k].low not in ("is", "was"):
                return Cue(self.span(tokens, a, b), tokens[i].start, tokens[k].raw, right=(tokens[k].end, s.end), rule="carrier")
        while k < len(tokens) and k < i + 7:
            t = tokens[k]
            if t.low in self.carriers:
                break
            if strong(t) or t.raw == "," or t.kinds & {"verbs", "auxiliaries", "prepositions", "determiners", "subordinators"} or (t.mention and t.mention.kind in QUANTITY and not t.mention.surface.isalpha()):
                return None
            k += 1
        else:
            return None
        if k >= len(tokens):
            return None
        a, b = self.subject(tokens, i - 1)
        if a > b or not self.can_speak(tokens, a, b):
            return None
        if k > i + 1 and k + 1 < len(tokens) and tokens[k + 1].mention and tokens[k].low.endswith("s"):
            return None  # "Pyongyang's army numbers 1.2 million"
        cue = Cue(self.span(tokens, a, b), tokens[k].start, tokens[k].raw, rule="carrier")
        if a and tokens[a - 1].low in ("by", "on", "per", "in") and (k + 1 >= len(tokens) or strong(tokens[k + 1]) or tokens[k + 1].raw == ","):
            cue.left = (s.start, tokens[a].start)  # "…, by Kyiv's reckoning."
            return cue
        cue.right = (tokens[k].end, s.end)
        cue.left = (max(s.start, tokens[a].start - 40), tokens[a].start) if a and tokens[a - 1].raw == "," else (0, 0)
        return cue

    def compound(self, s, i):
        """"the NIS count of 300", "Pentagon figures put": a name before the noun that carries the number."""
        tokens = s.tokens
        before = tokens[i - 1]
        of = tokens[i + 1] if i + 2 < len(tokens) else None
        if of is not None and of.low in ("of", "by", "from"):
            a, b = self.phrase(tokens, i + 2)
            if a <= b and not any(t.classes - self.owner_lists for t in tokens[a:b + 1]) and (self.known(tokens, a, b) or tokens[a].low == "the" and self.can_speak(tokens, a, b) and any(t.low in self.speakers for t in tokens[a:b + 1]) or of.low == "by" and self.can_speak(tokens, a, b)):
                return Cue(self.span(tokens, a, b), tokens[i].start, tokens[i].raw, right=(tokens[b].end, s.end), left=(s.start, tokens[i].start) if before.low in ("the", "a") and i > 1 and tokens[i - 2].raw == "," else (0, 0), rule="carrier")
        if before.classes - self.owner_lists:
            return None
        if before.low in ("official", "general", "state", "one", "other", "others", "some", "people"):
            return None
        named = before.low in self.names or before.raw.isupper() and len(before.raw) > 1 or (before.low in self.speakers and before.low not in self.carriers)
        if not named or i + 1 >= len(tokens) or not (tokens[i + 1].low in ("of", "for", "at", "as", ":", "is", "was", "that", "stands", "stood", "in") or tokens[i + 1].mention):
            return None
        a, b = self.subject(tokens, i - 1)
        if a > b or not self.head_speaks(tokens, a, b):
            return None
        return Cue(self.span(tokens, a, b), tokens[i].start, tokens[i].raw, right=(tokens[i].end, s.end), rule="carrier")

    def by_data(self, s, i):
        """"by British data", "by Kyiv's count"."""
        tokens = s.tokens
        a, b = self.phrase(tokens, i + 1)
        for k in range(a, b + 1):
            if tokens[k].low in self.carriers and k + 2 <= b and tokens[k + 1].low == "of" and self.can_speak(tokens, k + 2, b):
                cue = Cue(self.span(tokens, k + 2, b), tokens[i].start, tokens[i].raw, rule="carrier")
                self.scope(s, cue, i, b)
                return cue
            if tokens[k].low in self.carriers and k > a and self.can_speak(tokens, a, k):
                return Cue(self.span(tokens, a, k), tokens[i].start, tokens[i].raw, right=(tokens[k].end, s.end), rule="carrier")
        return None

    def bracketed(self, s, i):
        """"Deaths: 31 confirmed (NEMA)": a body in brackets soon after a number is its source."""
        tokens = s.tokens
        a, b = self.phrase(tokens, i + 1)
        if a > b or b + 1 >= len(tokens) or tokens[b + 1].raw != ")" or tokens[i - 1].raw[:1].isupper() or not (self.known(tokens, a, b) or a == b and tokens[a].raw.isupper()):
            return None
        if not any(t.mention and t.mention.kind in QUANTITY for t in tokens[max(0, i - 6):i]):
            return None
        return Cue(self.span(tokens, a, b), tokens[i].start, "(", left=(s.start, tokens[i].start), rule="according")

    def if_right(self, s, i):
        """"…, if South Korea's NIS is right"."""
        tokens = s.tokens
        a, b = self.phrase(tokens, i + 1)
        rest = " ".join(t.low for t in tokens[b + 1:b + 5])
        if a <= b and rest.startswith(("is right", "are right", "is correct", "are correct", "is to be believed", "are to be believed", "can be believed", "has it right")):
            return Cue(self.span(tokens, a, b), tokens[i].start, tokens[i].raw, left=(s.start, tokens[i].start), right=(tokens[b].end, s.end), rule="according")
        return None

    # -------- headlines

    def headline(self, s):
        """"Pentagon: 10,000 in Kursk"; "…in Kursk — mass media"."""
        tokens = s.tokens
        colon = next((k for k, t in enumerate(tokens[:9]) if t.raw == ":"), -1)
        if 0 < colon < len(tokens) - 1 and not any(t.mention for t in tokens[:colon]) and not any(t.kinds & {"verbs", "auxiliaries"} for t in tokens[:colon]) \
                and self.can_speak(tokens, 0, colon - 1) and self.sounds_like_speaker(tokens, 0, colon - 1):
            return Cue(self.span(tokens, 0, colon - 1), tokens[colon].start, ":", right=(tokens[colon].end, s.end), rule="headline")
        dash = next((k for k in range(len(tokens) - 1, max(-1, len(tokens) - 7), -1) if tokens[k].raw in "—–-" and tokens[k].start > tokens[k - 1].end), -1)
        if 0 < dash < len(tokens) - 1 and not any(t.mention or t.kinds & {"verbs", "auxiliaries"} for t in tokens[dash + 1:]) and \
                tokens[-1].raw not in ".:" and self.sounds_like_speaker(tokens, dash + 1, len(tokens) - 1):
            return Cue(self.span(tokens, dash + 1, len(tokens) - 1), tokens[dash].start, tokens[dash].raw, left=(s.start, tokens[dash].start), rule="headline")
        return None

    def sounds_like_speaker(self, tokens, a, b):
        text = " ".join(t.low for t in tokens[a:b + 1])
        return text in self.names or text.removeprefix("the ") in self.names or any(t.low in self.speakers for t in tokens[a:b + 1])

    def opening_subject(self, s):
        """Span of a subject that opens the sentence and could be meant by a pronoun later ("The Secretary General described …"), or None."""
        tokens = s.tokens
        verb = next((k for k, t in enumerate(tokens[:24]) if t.kinds & {"verbs", "auxiliaries"} or "ed" in t.kinds and not self.adjective(tokens, k)), 0)
        a, b = self.subject(tokens, verb - 1) if verb else (1, 0)
        if a > b or verb > 12:
            a, b = self.phrase(tokens, 0) if tokens else (1, 0)
        if a > b or tokens[b].low in PERSONAL or not self.head_speaks(tokens, a, b):
            return None
        return self.span(tokens, a, b)

    # -------- parts

    def innermost(self, s, cue, a, b):
        """"lawmakers briefed by the NIS" => the NIS; "a source quoted by Yonhap" => the source, relayed by Yonhap."""
        tokens = s.tokens
        for k in range(a + 1, b):
            if tokens[k].low in ("briefed", "told", "informed", "supplied", "provided", "compiled") and tokens[k + 1].low == "by":
                inner = self.phrase(tokens, k + 2)
                if inner[0] <= inner[1]:
                    cue.relay, cue.who = self.span(tokens, a, k - 1), self.span(tokens, *inner)
                return
            if tokens[k].low in ("quoted", "cited", "interviewed", "contacted") and tokens[k + 1].low == "by":
                cue.relay, cue.who = self.span(tokens, k + 2, b), self.span(tokens, a, k - 1)
                return
            if tokens[k].low in ("who", "which", "speaking", "after", "whose") or tokens[k].raw == "(" and k > a + 1:
                cue.who = self.span(tokens, a, k - 1 - (tokens[k - 1].raw == ","))
                return

    def span(self, tokens, a, b):
        while a < b and (tokens[a].raw in QUOTES or tokens[a].raw in ",.-•*" or tokens[a].low in ("and", "but", "even", "only", "that")):
            a += 1
        while b > a and (tokens[b].raw in QUOTES or tokens[b].raw in ",.-('" or tokens[b].low == "'s"):
            b -= 1
        if b + 3 < len(tokens) and tokens[b + 1].raw == "(" and tokens[b + 2].raw.isupper() and tokens[b + 3].raw == ")":
            b += 3  # the short name of a body: "Authority (AFAD)"
        return tokens[a].start, tokens[b].end

    def surface(self, s, i, last):
        return s.text[s.tokens[i].start - s.start:s.tokens[last].end - s.start]

    def scope(self, s, cue, a, last):
        """Left when the cue ends what it closes ("…, the NIS said."), right otherwise, both in the middle ("…, he said, …")."""
        tokens = s.tokens
        j = last + 1
        if tokens[last].low in ("told", "tells", "tell", "telling", "informed", "informs", "briefed", "reminded", "assured"):
            j = max(j, self.phrase(tokens, j)[1] + 1)
        while j < len(tokens) and (tokens[j].mention and tokens[j].mention.kind in ("date", "time") or tokens[j].low in ("on", "in", "at", "late", "early", "also", "today", "yesterday", "told", "reporters", "earlier", "later", "the", "a", "an", "separately", "again", "there")
                                   or tokens[j].raw[:1].isupper() and j == last + 1 and tokens[last].low in ("told", "tells") or
                                   tokens[j].raw[:1].isupper() and tokens[j - 1].low in ("told", "in", "at", "on", "tells", "the") or
                                   tokens[j].raw[:1].isupper() and tokens[j - 1].raw[:1].isupper() and j > last + 1 or
                                   tokens[j].low in ("statement", "briefing", "interview", "post", "parliament", "update", "lawmakers", "conference", "meeting", "bulletin", "evening", "video", "address", "news") and j > last + 1):
            j += 1
        ends = j >= len(tokens) or strong(tokens[j]) and tokens[j].raw != ":" or tokens[j].raw in QUOTES and j == len(tokens) - 1 or tokens[j].raw == ")"
        before = tokens[a - 1] if a else None
        if before is not None and before.low == "as":
            cue.left = (s.start, before.start)
            return
        closes = before is not None and (before.raw in ",—–-" or before.raw in QUOTES or before.raw in "?!")
        if ends and a > 0:
            cue.left = (s.start, tokens[a].start)
            if j < len(tokens) and strong(tokens[j]):
                cue.right = (tokens[j].end, s.end) if tokens[j].raw in "—–" else (0, 0)
        elif closes and j < len(tokens) and (tokens[j].raw == "," or tokens[j].low in ("although", "though", "while", "but", "as", "with")):
            cue.left = (s.start, tokens[a].start)
            if tokens[j].raw == "," and j + 1 < len(tokens) and tokens[j + 1].low not in ("although", "though", "but"):
                cue.right = (tokens[j].end, s.end)
            if self.opens_sentence(tokens, a):
                cue.left, cue.right = (0, 0), (tokens[last].end, s.end)
        else:
            cue.right = (tokens[last].end, s.end)
            if closes and tokens[last + 1:last + 2] and tokens[last + 1].low in ("of",):
                cue.left = (0, 0)

    def opens_sentence(self, tokens, a):
        """Only a fronted phrase stands before the subject ("In Kyiv, …", "On Monday, …")."""
        return not any(t.kinds & {"verbs", "auxiliaries", "ed"} or (t.mention and t.mention.kind in QUANTITY) for t in tokens[:a])


def gapped(speech, s, i, cue):
    """Span of a speaker whose verb is left out: "Istanbul says 7.7, a German network 7.74"; None if there is none."""
    tokens, k = s.tokens, i - 1
    while k >= 0 and (tokens[k].low in ("some", "about", "only", "just", "at", "the", "a", "an", ":") or "adverbs" in tokens[k].kinds) and not tokens[k].mention:
        k -= 1
    last = k
    while k >= 0 and not tokens[k].mention and not strong(tokens[k]) and tokens[k].raw != "," and not tokens[k].kinds & {"coordinators", "verbs", "auxiliaries", "prepositions", "subordinators", "ed", "ing"}:
        k -= 1
    first = k + 1
    if first > last or k < 0 or cue.at > tokens[first].start or not (tokens[k].raw in ",;" or "coordinators" in tokens[k].kinds):
        return None
    if not any(t.mention and t.mention.kind in QUANTITY for t in tokens[:k]) or any(t.classes for t in tokens[first:last + 1]):
        return None
    return speech.span(tokens, first, last) if speech.can_speak(tokens, first, last) else None


ANAPHOR = re.compile(r"(?:that|this) (?:brings?|takes?|makes?|puts?|leaves?|raises?|brought)\b|(?:they|these|those|this|that|it) (?:is|was|are|were|would|could|might|may|had|will|means?|comes?|included?)\b|of (?:them|these|those|that|this)\b|(?:for .{1,30}? )?the (?:figure|number|total|count|tally|toll) (?:is|was|for|there|stands?)\b", re.I)


def goes_on(s):
    """Does the sentence go on with what the one before it said ("Of these, …", "They might …", "For Syria the figure is …")?"""
    return bool(ANAPHOR.match(s.text.lstrip("\"'“”")))


def speaker_of(s, cues, start, end):
    """(cue, the cue around it): the nearest before [start, end) that reaches right, else the nearest after that reaches left.

    Hearsay ("is thought to be") hides a speaker before it only where a contrast or a new clause lies between them.
    """
    hearsay = [c for c in cues if c.rule == "hearsay" and c.right[0] <= start]
    cues = [c for c in cues if c.rule != "hearsay"]
    inside = [c for c in cues if c.right[0] <= start and end <= c.right[1]]
    around = [c for c in cues if c.left[0] <= start and end <= c.left[1]]
    citing = [c for c in inside + around if c.rule == "citing"]
    if citing:
        return citing[-1], None
    if inside:
        best = max(inside, key=lambda c: c.at)
        if any(best.at < h.at and parted(s, best.at, h.at) for h in hearsay):
            return None, None
        outer = min(around, key=lambda c: c.at) if around else None
        return best, outer if outer and outer.who != best.who else None
    if around:
        ordered = sorted(around, key=lambda c: c.at)
        return ordered[0], ordered[1] if len(ordered) > 1 else None
    return None, None


def parted(s, a, b):
    """Does a contrast or a strong sign lie between two offsets?"""
    return any(a < t.start < b and (t.low in ("while", "whereas", "but", "although", "though") or t.raw in ";—") for t in s.tokens)
