"""Who can speak: the noun phrases that name a speaker, found token by token to the left or right of a cue."""

from ..grammar import attached, nounphrases
from ..grammar.clauses import CONNECTING, PARTICIPIAL, QUOTES, VERBAL, minor, relative, strong
from ..grammar.nounphrases import COUNTERS, LINKED, NONE, PERSONAL
from ..grammar.reach import OCCASION, SCORNED

PARTICIPLES = frozenset("seen made run led known held written given shown kept sent drawn taken put set built paid told".split())
STOPS = frozenset("whom while but whereas although though because if that which when where how whether since unless whatever whoever however what "
                  "as after before until than".split())
LEADING = frozenset("yes no well indeed right sure morning evening night afternoon noon midnight dawn separately meanwhile "
                    "earlier later however also officially still now then yet so and but moreover today yesterday overall".split())
TRAILING = frozenset("later earlier also separately meanwhile then now".split())
BODIES = frozenset(["agency", "group", "expert", "media", "organisation", "organization"])  # kinds of actor that count rather than own
REASONS = frozenset(["because", "spite", "account", "light"])  # before an "of"
CALLED = frozenset("named called dubbed nicknamed identified".split())  # "an officer called Kim"
NAMED = frozenset(["known", "described"])  # "the group known as the White Helmets"
BEFORE_NOUNS = frozenset("the a an 's its their his her our my".split())
NOT_DOERS = frozenset("latter former other others higher lower larger smaller greater order number thermometer".split())
DOERS = ("er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "man", "men", "woman", "women", "person")
STATES, OUTLETS = frozenset(["government", "military"]), frozenset(["outlet", "media"])


class Speakers:
    """The word lists that tell who can speak, and the walks that find a speaker's words."""

    def __init__(self, vocab, actors):
        speech = vocab.speech
        self.vocab, self.strong, self.weak = vocab, vocab.strong, speech["weak"]
        self.carriers, self.speakers, self.titles = speech["carriers"], speech["speakers"], speech["titles"]
        self.handing, self.bodies_said = speech["handing"], speech["bodies"]
        self.openers, self.granting, self.naming = speech["openers"], speech["granting"], speech["naming"]
        self.taking = speech["taking"]
        self.scorning, self.calling = speech["denying"] | speech["scorning"], NAMED | CALLED | speech["naming"]
        self.names = frozenset(name.lower() for actor in actors.actors for name in (actor.name, *actor.aliases))
        self.places = frozenset(name.lower() for place in actors.places for name in (place.name, *place.aliases))
        self.surnames = frozenset(name.split()[-1] for name in self.names if name.count(" ") == 1)
        self.bodies, self.states, self.outlets = (frozenset(name.lower() for actor in actors.actors if actor.kind in kinds for name in (actor.name, *actor.aliases))
                                    for kinds in (BODIES, STATES, OUTLETS))

    # ---------------------------------------------------------------- the subject on the left

    def subject(self, tokens, k):
        """(first, last) token of the subject that ends at or before k; NONE if there is none. An aside between commas is stepped over."""
        if k < 0:
            return NONE
        aside, verb, k = None, k, attached.before_clause(self, tokens, k)
        if verb - k == 2 and (own := attached.last_name(self, tokens, k)):
            return own, k
        if tokens[k].raw in ",—–)":
            opening = self.opening(tokens, k)
            if opening < 1:
                return NONE
            aside, k = (opening + 1, k - 1), opening - 1
            while k > 1 and tokens[k - 1].raw == "," and (tokens[k].mention or tokens[k].low in self.vocab.areas and tokens[k - 2].raw[0].isupper()):
                k -= 2  # "Mei Tanaka, 49, who follows the railways, puts …"
            k -= k > 1 and tokens[k].low in ("there", "here")  # "our partner there, Mei Tanaka, recalls"
        last = k
        while k >= 0 and not self.stops(tokens, k, last):
            k -= 1
        a = self.after_last_verb(tokens, k + 1, last)
        who = next((j for j in range(a - 1, max(0, a - 14), -1) if relative(tokens[j]) and tokens[j].low == "who" or tokens[j].raw in ",;:" or strong(tokens[j]) or tokens[j].raw in QUOTES), 0)
        if who > 0 and tokens[who].low == "who" and relative(tokens[who]) and not (who == a - 1 and self.can_speak(tokens, a, last)):
            return self.subject(tokens, who - 1 - (tokens[who - 1].raw == ","))  # "an official who spoke to reporters would say …"
        a, own = attached.fresh(self, tokens, a, last), a
        if own < a and (who := next((j for j in range(a - 1, own, -1) if tokens[j].low == "who" and relative(tokens[j])), 0)) and who < a - 1:
            return self.subject(tokens, who - 1 - (tokens[who - 1].raw == ","))  # "experts who monitor the flock wrote"
        a = next((k + 1 for k in range(last - 1, a - 1, -1) if tokens[k].low == "of" and k and tokens[k - 1].low in REASONS), a)  # "because of a post that claims …"
        a = self.past_leading(tokens, attached.past_later(tokens, a, last), last)
        a += 2 * (a + 2 <= last and tokens[a].low.endswith("ed") and tokens[a + 1].low == "by")  # "was disputed by the police, who said"
        if a > last:
            return NONE
        if aside and nounphrases.names_person(tokens, *aside) and not (nounphrases.full_name(self, tokens, a, last) and any(t.low in self.titles for t in tokens[aside[0]:aside[1] + 1])):
            return a, aside[1]
        if tokens[last].low in PERSONAL and not (last > a and "prepositions" in tokens[last - 1].kinds):
            return last, last
        if (aside or last < verb) and a > 2 and tokens[a - 1].raw == "," and (named := nounphrases.titled_after(self, tokens, a)):
            return named  # "Mei Tanaka, head of the office in Ardley, where it rains, said", "Mei Tanaka, 49, a teacher who puts"
        last -= 2 * (tokens[last].low in PERSONAL)  # "the account behind it"
        if a == last and tokens[a].low in BEFORE_NOUNS:
            return NONE  # "told a closed session": what follows is no verb
        return a, next((k - 1 for k in range(a + 1, last + 1) if tokens[k].low in TRAILING), last)

    def opening(self, tokens, k):
        """Index of the sign that opens the aside closed at k, or -1."""
        sign = "(" if tokens[k].raw == ")" else tokens[k].raw
        for j in range(k - 1, max(-1, k - 26), -1):
            if tokens[j].raw == sign:
                return j
            if sign == "," and strong(tokens[j]):
                return -1
        return -1

    def stops(self, tokens, k, last):
        """Is token k outside the subject that ends at `last`?"""
        token = tokens[k]
        if token.mention:
            kind = token.mention.kind
            if kind == "date" and (k and tokens[k - 1].low == "'s" or tokens[k + 1].low == "'s" and k and tokens[k - 1].low in ("of", "at", "in", "after")):
                return False  # "the ministry's 18 October report", "organisers of Sunday's march"
            if kind == "date" and nounphrases.dated(tokens, k):
                return False  # "a report published on Friday by the ministry"
            return kind not in COUNTERS or kind == "number" and last - k > 3 and not self.can_speak(tokens, k + 1, k + 1)
        if strong(token):
            return not (token.raw == "." and k and k + 1 < len(tokens) and tokens[k - 1].raw[:1].isupper() and len(tokens[k - 1].raw) <= 4)
        if token.raw == "(" and k + 3 <= last and tokens[k + 2].raw == ")" and tokens[k + 1].raw.isupper():
            return False  # "the Valley Water Authority (VWA) in Ardley", "… (VWA) report"
        if token.raw == ")" and k < last:
            return self.opening(tokens, k) == 0  # a dateline, not "Authority (AFAD) in Ankara"
        if token.raw in QUOTES and self.nicknamed(tokens, k):
            return False
        if token.raw in ",(" or token.raw in QUOTES or token.low in STOPS:
            return not (token.low == "as" and k and tokens[k - 1].low in NAMED)
        if token.low == "to":  # "Ambassador to India Firat Sunel", "sources close to Kyiv"
            return not (k and ("ed" in tokens[k - 1].kinds or tokens[k - 1].low in PARTICIPLES or tokens[k - 1].low in self.titles or tokens[k - 1].low in LINKED))
        return last - k > 16

    def nicknamed(self, tokens, k):
        """Is the mark at k one of two about a body's name ("the rebels' "interior ministry" says"), with a determiner or an owner before it?"""
        first = k if tokens[k + 1].start == tokens[k].end else next((j for j in range(k - 2, max(0, k - 5), -1) if tokens[j].raw in QUOTES), 0)
        last = next((j for j in range(first + 2, min(first + 5, len(tokens))) if tokens[j].raw in QUOTES), 0)
        return 0 < first < last and (tokens[first - 1].low in BEFORE_NOUNS or tokens[first - 1].low == "'" or tokens[first - 1].low == "so-called") and self.apart(tokens[last - 1]) and not any(t.mention or "punct" in t.kinds for t in tokens[first + 1:last])

    def after_last_verb(self, tokens, a, last):
        """Cut what belongs to an earlier clause: "troops arrived and officials said" => officials."""
        for k in range(last, a - 1, -1):
            token = tokens[k]
            if a < k < last and (self.reduced(tokens, k, last) or token.low in NAMED and tokens[k + 1].low == "as"):
                continue
            ended = "ed" in token.kinds and k < last and tokens[k + 1].low != "by" and not self.adjective(tokens, k) and not self.followed_by_verb(tokens, a, k, last)
            verb = token.kinds & VERBAL and not (k < last and (token.low.endswith("ed") or token.low in PARTICIPLES) and self.followed_by_verb(tokens, a, k, last)) and not (k and tokens[k - 1].low in BEFORE_NOUNS) and not (k == last and k + 1 < len(tokens) and "auxiliaries" in tokens[k + 1].kinds)  # "attached to the march", "his written answer", "the farmers' march has"
            if ended or verb and token.low not in self.speakers and f"{token.low} {tokens[min(k + 1, last)].low}" not in self.speakers:
                joint = next((j for j in range(k + 1, last + 1) if "coordinators" in tokens[j].kinds), None)
                return joint + 1 if joint else k + 1
        return a

    def reduced(self, tokens, k, last):
        """A participle after its noun ("a source quoted by X", "a tweet seen 2m times"): part of the subject, not a verb before it."""
        if "auxiliaries" in tokens[k - 1].kinds or tokens[k - 1].mention or not (tokens[k].low.endswith("ed") or tokens[k].low in PARTICIPLES):
            return False
        return tokens[nounphrases.past_when(tokens, k + 1)].low == "by" or not self.can_speak(tokens, k + 1, last)

    def followed_by_verb(self, tokens, a, k, last):
        """"a recording forwarded on WhatsApp [says]": with no "and" before the verb to come, the first one is a participle of the subject."""
        if k == a or "prepositions" not in tokens[k + 1].kinds or "auxiliaries" in tokens[k - 1].kinds or self.rejects(tokens, k):
            return False
        return not any("coordinators" in t.kinds or t.raw == "," for t in tokens[k:last + 1])

    def rejects(self, tokens, k):
        """Is the word at k a verb that rejects, with what goes with it ("brushed aside", "scoffed at")?"""
        return tokens[k].low in self.scorning and k + 1 < len(tokens) and tokens[k + 1].low in SCORNED

    def adjective(self, tokens, k):
        """"United", "unnamed officials", "retired general": a participle that stands before a noun."""
        if tokens[k].raw[0].isupper() or k + 1 >= len(tokens):
            return tokens[k].raw[0].isupper()
        after, before = tokens[k + 1], tokens[k - 1] if k else None
        if before and (after.raw[0].isupper() and tokens[k].low not in self.calling or tokens[k].low in self.scorning) and (
                before.low in PERSONAL or before.low in self.speakers or "auxiliaries" in before.kinds or before.raw[0].isupper() and not before.kinds & CONNECTING and "determiners" not in before.kinds):
            return False  # "Mei Tanaka dismissed Seoul's count", "the ministry rejects reports of 300"
        if tokens[k].low in self.naming and tokens[k].low.endswith("ed") and after.raw[0].isupper():
            return False  # "called Seoul's count a smear"
        return after.low in self.speakers or after.raw[0].isupper() or not ("punct" in after.kinds or after.kinds & CONNECTING or "determiners" in after.kinds)

    def past_leading(self, tokens, a, last):
        """First token of the subject proper: past "And", "Earlier", a date, "In Kyiv"."""
        while a <= last and tokens[a].low not in ("one", "some", "both", "two", "three", "four", "five", "several") and (
                tokens[a].mention or tokens[a].kinds & {"coordinators", "adverbs"} or tokens[a].low in LEADING or tokens[a].raw in QUOTES or
                tokens[a].raw in ".)-•(" or "ed" in tokens[a].kinds and a and tokens[a - 1].low.endswith("ly") and tokens[a + 1].raw[0].isupper() or "subordinators" in tokens[a].kinds and tokens[a].low != "that"):
            a += 1
        if a <= last and "prepositions" in tokens[a].kinds and tokens[a].low != "of":
            return self.past_fronted(tokens, a, last)
        return a

    def past_fronted(self, tokens, a, last):
        """Skip "In Kyiv" or "On a visit to X" at the head of a subject: the subject is the last phrase that can speak."""
        named = attached.past_place(self, tokens, a, last)
        if named:
            return self.past_leading(tokens, named, last)  # "In Kyiv Oleh Sova"
        for k in range(last, a, -1):
            if tokens[k].low in self.speakers and (k == last or tokens[k].low not in OCCASION):
                start = k
                while start - 1 > a + 1 and not tokens[start - 1].kinds & CONNECTING:
                    start -= 1
                return start if start > a + 1 else k
        if tokens[last].raw[:1].isupper():
            start = next((k + 1 for k in range(last, a, -1) if not tokens[k].raw[:1].isupper()), last + 1)
            if start - 1 > a and not tokens[start - 1].kinds & CONNECTING and tokens[start - 1].low not in ("the", "'s"):
                return start  # "From these ISW derives …"
            if start - 1 > a and (named := attached.past_place(self, tokens, start - 1, last)):
                return named  # "At a meeting in Kyiv Oleh Sova"
        if tokens[last].low in PERSONAL:
            return last
        return last + 1

    def first_verb(self, tokens, start, end):
        """Index of the first verb after token `start`, or 0."""
        return next((k for k in range(start + 1, min(end, len(tokens))) if tokens[k].kinds & VERBAL or
                     "ed" in tokens[k].kinds and not self.adjective(tokens, k) or nounphrases.bare_verb(self, tokens, k)), 0)

    # ---------------------------------------------------------------- who can speak

    def can_speak(self, tokens, a, b):
        """A name, a known actor, a person or body, a pronoun."""
        for k in range(a, b + 1):
            t = tokens[k]
            if t.low in self.speakers or t.low in self.names or self.does(t) and (k == b or "prepositions" in tokens[k + 1].kinds or tokens[k + 1].raw[0].isupper()) or t.low in PERSONAL or t.low.endswith("s") and t.low[:-1] in self.speakers:
                return True
            if t.raw[:1].isupper() and (not t.kinds or t.kinds <= PARTICIPIAL and k + 1 < len(tokens) and tokens[k + 1].raw == "," or len(t.raw) > 1 and t.raw.isupper() or
                                        k and not strong(tokens[k - 1]) and tokens[k - 1].raw not in QUOTES):
                return True
        return False

    def head(self, tokens, a, b):
        """Index of the head of a phrase: the word before its first preposition, and before a participle after it ("partners working in …")."""
        head = b
        for k in range(a + 1, b + 1):
            token = tokens[k]
            if "prepositions" in token.kinds:
                head = k - 1
                break
        described = head > a and tokens[head].raw[0].islower() and (tokens[head].kinds & PARTICIPIAL or tokens[head].low not in self.speakers and tokens[head - 1].low in self.speakers and head < b)
        return head - 1 if described else head  # also "a channel popular in the trenches"

    def apart(self, token):
        """Somebody who speaks for himself, whoever has him: "his ministry", "their spokesman"; not "its count"."""
        return (token.low in self.speakers or token.low.endswith("s") and token.low[:-1] in self.speakers) and token.low not in self.carriers

    def does(self, token):
        """Is it by its ending a word for one who does something ("worker", "therapist"), whom no list need know?"""
        return token.low.endswith(DOERS) and token.low not in NOT_DOERS and len(token.low) > 5 and token.raw.islower() and not token.classes and not token.kinds and token.low not in self.carriers

    def counted(self, token):
        """Does the codebook count it? Then it does not speak."""
        return bool(token.classes - self.vocab.owners)

    def head_speaks(self, tokens, a, b):
        """"N. Korea's toll in Russia's war" is no speaker, whatever names are in it: its head is not one."""
        head = self.head(tokens, a, b)
        if self.counted(tokens[head]) and tokens[head].low not in self.speakers:
            return False
        return self.can_speak(tokens, a, max(a, head)) and tokens[head].low != "toll"

    def determined(self, tokens, a, b):
        """A phrase with a determiner whose head the codebook does not count: it may be somebody who counts or says."""
        head = self.head(tokens, a, b)
        if "determiners" not in tokens[a].kinds or any(t.mention for t in tokens[a:head + 1]):
            return False
        return not self.counted(tokens[head]) and tokens[head].low not in self.carriers

    def may_speak(self, tokens, a, b):
        """Anything but a number, a relative or a mere thing: verbs of saying proper need little proof."""
        if any(t.number and not minor(t) for t in tokens[a:min(a + 3, b + 1)]):
            return False
        head = tokens[b]
        return self.can_speak(tokens, a, b) or head.low in self.carriers or self.who_follows(tokens, b)

    def who_follows(self, tokens, b):
        """"a drone pilot, who told …": does a "who" show that the phrase that ends at b is a person?"""
        after = [t.low for t in tokens[b + 1:b + 3]]
        return after[:1] == ["who"] or after == [",", "who"]

    def known(self, tokens, a, b):
        """Is the phrase the name of an actor, or headed by a body that speaks?"""
        return self.named(tokens, a, b) or tokens[b].low in self.speakers

    def named(self, tokens, a, b):
        return " ".join(t.low for t in tokens[a:b + 1]).removeprefix("the ") in self.names

    def keeps_count(self, tokens, a, b):
        """Is the phrase an agency or another body that counts, known by its name or its initials, and no state or army?"""
        a = next((k + 1 for k in range(b - 1, a, -1) if tokens[k].low == "'s"), a)  # "Ardley's UFA"
        name = " ".join(t.low for t in tokens[a:b + 1]).removeprefix("the ")
        a += tokens[a].low == "the" and a < b
        return name in self.bodies or a == b and tokens[a].raw.isupper() and len(tokens[a].raw) > 2 and name not in self.states

    def phrase(self, tokens, a):
        """(first, last) token of the noun phrase that begins at a; NONE if none does."""
        return nounphrases.phrase(self, tokens, a)

    def span(self, tokens, a, b):
        """(start, end) in the text of tokens a..b, without signs at the edges and with the short name that follows ("Authority (AFAD)")."""
        while a < b and (tokens[a].raw in QUOTES or tokens[a].raw in ",.-•*" or tokens[a].low in ("and", "but", "even", "only", "that")):
            a += 1
        while b > a and (tokens[b].raw in QUOTES and not any(t.raw in QUOTES for t in tokens[a:b]) or tokens[b].raw in ",.-('" or tokens[b].low in ("'s", "all", "both", "alike")):
            b -= 1
        if a and tokens[a].low == "of" and tokens[a - 1].mention:
            a -= 1  # "one of the contractors"
        if b + 3 < len(tokens) and tokens[b + 1].raw == "(" and tokens[b + 2].raw.isupper() and tokens[b + 3].raw == ")":
            b += 3
        return tokens[self.list_begins(tokens, a, b)].start, tokens[self.list_ends(tokens, b)].end

    def list_begins(self, tokens, a, b):
        """First token of the list of speakers that ends with a..b: of "Ardley, Brook and the mayor say" the one of "Ardley"; a where there is none."""
        if a < 2 or tokens[a - 1].raw != "," or not introduced(tokens[a]) or not any(t.low == "and" for t in tokens[a + 1:b]):
            return a
        first, last = self.subject(tokens, a - 2)
        if last != a - 2 or not self.listable(tokens, first, last) or first and tokens[first - 1].kinds & (VERBAL | {"prepositions"}):
            return a
        return self.list_begins(tokens, first, b)

    def list_ends(self, tokens, b):
        """Last token of the list of speakers that begins with the phrase up to b: of "according to Ardley, Brook and the mayor, 300 …" the mayor's; b where there is none."""
        end, k = b, b + 1
        while k + 1 < len(tokens) and (tokens[k].raw == "," or tokens[k].low == "and"):
            last = next((j - 1 for j in range(k + 1, min(k + 6, len(tokens))) if tokens[j].raw == "," or strong(tokens[j]) or tokens[j].low == "and"), k)
            if not self.listable(tokens, k + 1, last):
                break
            if tokens[k].low == "and":
                return last if end > b and (last + 1 == len(tokens) or strong(tokens[last + 1]) or tokens[last + 1].raw == ",") else b
            end, k = last, last + 1
        return b

    def listable(self, tokens, a, b):
        """Is the phrase a speaker by itself, as one of several: a known name, a state, or a body that speaks?"""
        if a > b or not introduced(tokens[a]) or any(t.mention or t.low == "and" for t in tokens[a:b + 1]):
            return False
        return self.named(tokens, a, b) or tokens[b].low in self.vocab.areas or self.head_speaks(tokens, a, b)


def introduced(token):
    """Does a word begin the name of a body or a person: "the", or a capital?"""
    return token.low == "the" or token.raw[:1].isupper()
