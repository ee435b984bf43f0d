"""What a number counts, and which measure of the codebook that makes it.

First `describe`: the noun the number counts, what is said to have happened to it, whose it is, and what it is a rate of. The noun is
looked for on the right ("300 North Korean soldiers"), then across a linking word on the left ("losses reached 300"), and if it is
left out ("some 11,000 have arrived"), it is carried over from the number before. Then `choose`: the measure with the most specific
reading line that fits. What nothing fits is not a claim, and says why.
"""

import re
from dataclasses import dataclass, replace

from .clauses import QUANTITY, QUOTES, strong
from .codebook import ANYTHING

MODIFIER_STOP = frozenset(["prepositions", "determiners", "coordinators", "subordinators", "auxiliaries", "pronouns"])
SKIPPED_LEFT = frozenset("a an the another further additional estimated total combined confirmed record only just now already so far even "
                         "nearly some their its his her these those same own about as many well".split())
LEADING = frozenset("more additional extra further other new fresh such odd such-and-such million billion thousand hundred or so".split())
HYPHENED = re.compile(r"\d-[a-z]")  # "7.8-magnitude", "12-year": a number that only describes the next noun
OPENING_VERBS = frozenset("pass passes passed top tops topped hit hits cross crosses crossed exceed exceeds exceeded reach reaches reached surpass surpassed".split())
WEAK_OPENERS = frozenset("over above past near up about around to".split())
CLAUSE_OPENERS = frozenset("while whereas but although though because when that if".split())
CURRENCY = frozenset("dollar dollars euro euros pound pounds rouble roubles ruble rubles yuan yen won usd eur".split())


@dataclass(slots=True)
class Description:
    """What the words around a number say of it."""

    thing: str = ""  # a noun class of the codebook, '' if the noun is left out, '?' if no class knows it
    noun: str = ""  # the noun as written
    events: frozenset = frozenset()
    owners: frozenset = frozenset()
    rates: frozenset = frozenset()  # 'month' for "$2,000 a month"
    words: str = ""  # the clause around the number, for plain words in `unless`
    sentence: str = ""
    part: bool = False  # a part of something counted before ("twelve of the dead"), with nothing new said of it
    linked: bool = False  # tied to a noun or a generic ("the figure") on its left
    carried: bool = False  # taken over from the number before
    span: tuple = (0, 0)  # tokens it rests on
    generic: bool = False  # the noun is "figure", "total", "estimate": what it counts was said before


@dataclass(slots=True)
class Link:
    """What ties a number to the words on its left."""

    kind: str = ""
    noun: str = ""
    word: str = ""
    by: str = ""  # the linking word itself
    first: int = 0  # first token it rests on
    events: frozenset = frozenset()
    owners: frozenset = frozenset()
    generic: bool = False


class Reader:
    """The codebook's reading lines, ready to match. One per codebook."""

    def __init__(self, book, vocab):
        self.book, self.vocab = book, vocab
        self.nouns, self.events, self.owners = frozenset(book.nouns), frozenset(book.events), frozenset(book.owners)
        self.generics, self.linking = vocab.grammar["generics"], vocab.grammar["linking"]
        self.speakers, self.counting, self.parts = vocab.speakers, vocab.counting, vocab.parts
        self.subject_owns = frozenset(book.subject_owns)
        self.prepositions = vocab.grammar["prepositions"]
        self.putting = vocab.grammar["putting"]
        self.groupers, self.persons = vocab.grammar["groupers"], vocab.grammar["persons"]
        self.rates = {word: unit for unit, members in vocab.rate_units.items() for word in members}
        self.lines = []
        for measure in book.measures:
            if measure.kind == "quantity" and measure.read:
                for line in measure.read.when:
                    noun = next((name for name in line if name in self.nouns or name == ANYTHING), "")
                    self.lines.append((measure, noun, frozenset(line) - {noun}))
        self.kinds = frozenset().union(*(m.read.kinds for m, _, _ in self.lines)) | QUANTITY

    # ---------------------------------------------------------------- the noun phrase on the right

    def nounlike(self, token):
        if token.mention or "punct" in token.kinds or token.low == "'s":
            return False
        if token.classes & self.nouns:
            return True
        return not token.kinds & MODIFIER_STOP and "adverbs" not in token.kinds and "verbs" not in token.kinds and not token.classes & self.events

    def right(self, tokens, i):
        """(indices of the noun phrase after number i, index after it, 'of' used). Modifiers first, head last."""
        n, j, of = len(tokens), i + 1, False
        while j < n and (tokens[j].raw in "-‑+*" or tokens[j].raw in QUOTES or tokens[j].low in CURRENCY):
            j += 1
        if j < n and tokens[j].low in ("or", "of") and j + 1 < n and tokens[j + 1].low in ("so", "more"):
            j += 2
        if j + 1 < n and tokens[j].low in ("'s", "'") and tokens[j + 1].low == "worth":
            j += 1
        if j + 1 < n and tokens[j].low == "worth" and tokens[j + 1].low == "of":
            j += 1
        if j < n and tokens[j].low == "of":
            of, j = True, j + 1
            while j < n and (tokens[j].kinds & {"determiners"} or tokens[j].low in ("all", "them", "those", "'s", "whom", "which") or tokens[j].raw in QUOTES):
                j += 1
            if j < n and tokens[j].mention and tokens[j].mention.kind in ("number", "vague"):
                return self.right(tokens, j)[:2] + (True,)  # "half of the 11,000 soldiers"
        phrase = []
        while j < n:
            token = tokens[j]
            if token.raw == "-" and phrase and j + 1 < n and tokens[j + 1].start == token.end:
                j += 1
                continue
            if token.low == "'s" and phrase:
                phrase.append(j)
                j += 1
                continue
            if token.raw in QUOTES and j + 1 < n and self.nounlike(tokens[j + 1]) and not phrase:
                j += 1
                continue
            if not phrase and token.low in LEADING:
                j += 1
                continue
            if token.kinds & MODIFIER_STOP and not token.classes & self.nouns:
                break
            if phrase and self.closes(tokens[phrase[-1]]) and token.raw[0].islower() and not token.classes & self.nouns and token.low != "'s":
                break
            if token.classes & self.nouns:
                phrase.append(j)
            elif token.classes & self.events or token.kinds & {"ed", "ing"}:
                if not self.modifies(tokens, j, phrase):
                    break
                phrase.append(j)
            elif self.nounlike(token):
                phrase.append(j)
            elif "adverbs" in token.kinds and token.low.endswith("ly") and j + 1 < n and (tokens[j + 1].kinds & {"ed"} or self.nounlike(tokens[j + 1])) and not any(tokens[p].classes & self.nouns for p in phrase):
                pass
            else:
                break
            j += 1
        return phrase, j, of

    def closes(self, token):
        """A plural that is counted ends its phrase: what follows "1,500 soldiers" is a verb ("land"), as "soldier families" has no plural."""
        return bool(token.classes & self.nouns) and (token.low.endswith("s") and not token.low.endswith("ss") or token.low in self.persons)

    def modifies(self, tokens, j, phrase):
        """Is the participle at j an adjective before a noun ("300 wounded soldiers") and not the verb ("300 soldiers wounded")?"""
        if any(tokens[p].classes & self.nouns for p in phrase):
            return False
        if phrase and not all(tokens[p].classes & self.owners or tokens[p].raw[0].isupper() for p in phrase):
            return False
        k = j + 1
        while k < len(tokens) and (tokens[k].kinds & {"coordinators"} or tokens[k].classes & self.events) and k < j + 4:
            k += 1
        return k < len(tokens) and not tokens[k].kinds & {"ed", "ing"} and self.nounlike(tokens[k]) and (tokens[k].raw[0].islower() or "-" in tokens[j].raw)

    def head(self, tokens, phrase):
        """(class or '?', word) of the phrase's head."""
        if not phrase:
            return "", ""
        last = tokens[phrase[-1]]
        found = last.classes & self.nouns
        if found:
            return sorted(found)[0], last.low
        return "?", last.low

    # ---------------------------------------------------------------- what happened to it, on the right

    def happens(self, tokens, j):
        """Events said of a subject that ends before j: 'were killed or wounded', 'who have deserted', 'dead and 300 hurt' => killed."""
        events, n, said, span = set(), len(tokens), 0, j
        steps = 0
        while j < n and steps < 24:
            token = tokens[j]
            steps += 1
            if token.mention:
                if token.mention.kind in QUANTITY:
                    j = self.after_with(tokens, j)
                    if j < 0:
                        break
                    continue
                j += 1
                continue
            if strong(token) or token.raw == ")":
                break
            if token.raw == "(":
                j = next((k + 1 for k in range(j, min(n, j + 12)) if tokens[k].raw == ")"), n)
                continue
            if token.raw == ",":
                j = self.after_aside(tokens, j)
                if j < 0 or events:
                    break
                continue
            hit = token.classes & self.events
            if hit:
                events |= hit
                said, span = said + 1, j + 1
            elif "coordinators" in token.kinds:
                if not self.event_follows(tokens, j + 1):
                    follows = tokens[j + 1] if j + 1 < n else token
                    if said or follows.classes & self.events or "verbs" in follows.kinds or follows.low == "that":
                        break
            elif "subordinators" in token.kinds and token.low not in ("who", "that", "which"):
                if not (token.low == "as" and "ed" in tokens[j - 1].kinds) and (said or token.low not in ("as", "since", "after", "before")):
                    break
            elif token.low in ("who", "that", "which") and said:
                break
            elif "verbs" in token.kinds or token.kinds & {"ed", "ing"}:
                if events:
                    break
                said += 1
                if said > 3:
                    break
            elif events and "prepositions" in token.kinds and token.low not in ("in", "on"):
                break
            j += 1
        return frozenset(events), span

    def after_with(self, tokens, j):
        """Index of the verb after "with 520,000 flats in them", if the number at j stands in such an aside; else -1."""
        if tokens[j - 1].low not in ("with", "including"):
            return -1
        return next((k for k in range(j + 1, min(len(tokens), j + 8)) if "auxiliaries" in tokens[k].kinds), -1)

    def event_follows(self, tokens, j):
        """Is the verb at j another event of the same number ("killed or wounded"), and not the verb of the next ("and hurt 40")?"""
        for n, token in enumerate(tokens[j:j + 3], j):
            if token.mention:
                return False
            if token.classes & self.events:
                return not (n + 1 < len(tokens) and tokens[n + 1].mention and tokens[n + 1].mention.kind in QUANTITY)
            if not token.kinds & {"auxiliaries", "adverbs", "determiners"}:
                return False
        return False

    def after_aside(self, tokens, j):
        """Index after the comma that closes an aside opened at j, if a verb goes on there; else -1."""
        for k in range(j + 1, min(len(tokens), j + 14)):
            if strong(tokens[k]) or (tokens[k].mention and tokens[k].mention.kind in QUANTITY):
                return -1
            if tokens[k].raw == ",":
                follows = tokens[k + 1] if k + 1 < len(tokens) else None
                return k + 1 if follows and (follows.kinds & {"auxiliaries", "verbs"} or follows.classes & self.events) else -1
        return -1

    # ---------------------------------------------------------------- across a linking word on the left

    def left(self, tokens, i):
        """What number i is tied to on its left: a Link.

        kind: 'verb' (an event directly before: "killed 77"), 'link' ("losses reached 300"), 'label' ("magnitude 7.7"), 'base' ("out of 300"),
        'other' (something else: "found 300"), '' (nothing: the number opens its clause).
        """
        opener = tokens[i].low.split(" ")[0]
        if opener in self.linking and opener not in self.prepositions and opener.isalpha() and opener not in WEAK_OPENERS and i:
            return self.subject(tokens, i - 1, "link", opener)
        k = i - 1
        while k >= 0 and not tokens[k].mention and not tokens[k].classes and (
                tokens[k].low in SKIPPED_LEFT or tokens[k].raw in QUOTES or tokens[k].raw in "-(" or
                ("adverbs" in tokens[k].kinds and tokens[k].low not in ("more", "less", "not"))):
            k -= 1
        if opener in WEAK_OPENERS and self.is_put(tokens, i):
            return self.subject(tokens, i - 1, "link", opener)
        if k < 0 or tokens[k].mention or tokens[k].raw == ",":
            return Link(first=i)
        word = tokens[k]
        if word.low == "of" and k and (tokens[k - 1].low == "out" or tokens[k - 1].mention and tokens[k - 1].mention.kind in QUANTITY):
            return Link("base", first=k - 1)
        if word.classes & self.events and not (word.classes & self.nouns and tokens[k].low not in ("killed", "wounded")):
            return self.subject(tokens, k, "verb", word.low)
        if word.classes & self.nouns:
            return self.subject(tokens, k, "label", word.low)
        if word.low == "from" and k and tokens[k - 1].low in ("up", "down", "revised", "raised"):
            return Link(first=k - 1)  # "up from 41": the same thing as the number before
        if word.low == "of":
            return self.of_noun(tokens, k)
        if word.low == "for" and k and (tokens[i].mention.kind == "money" or "be" in tokens[k - 1].kinds):
            return self.subject(tokens, k, "link", "for")
        if word.low == "to" and k and tokens[k - 1].low == "home":
            return Link("other", word="home", by="to", first=k)
        if word.low in self.linking or word.low in self.generics:
            return self.subject(tokens, k, "link", word.low)
        return Link("other", word=word.low, by=word.low, first=k)

    def is_put(self, tokens, i):
        """"puts losses in Kursk near 1,800": the verb that sets a noun at the number stands further left in the clause."""
        for k in range(i - 1, max(-1, i - 12), -1):
            if strong(tokens[k]) or tokens[k].mention or tokens[k].raw == ",":
                return False
            if tokens[k].low in self.putting:
                return True
        return False

    def of_noun(self, tokens, k):
        """"a force of", "a death toll in Syria of", "the figure of", "an outfit of" (unknown noun: '?')."""
        j = k - 1
        while j >= 0 and (tokens[j].raw in QUOTES or tokens[j].kinds & {"adverbs"}):
            j -= 1
        if j < 0 or tokens[j].mention and tokens[j].mention.kind in QUANTITY:
            return Link(first=k)
        head = tokens[j]
        if head.classes & (self.nouns | self.events) or head.low in self.generics or head.low in self.groupers or head.mention:
            return self.subject(tokens, j, "link", "of")
        found = self.subject(tokens, j, "link", "of")
        if found.noun and any("prepositions" in t.kinds for t in tokens[found.first:j]) and not any("verbs" in t.kinds for t in tokens[found.first:j]):
            return found  # "casualties in the Kursk region of 3,000"
        if "verbs" in head.kinds or head.kinds & {"ed"} or self.is_hearer(tokens, j):
            return Link("other", word=head.low, by="of", first=j)
        return Link("link", "?", head.low, first=j, by="of")

    def is_hearer(self, tokens, j):
        """"told lawmakers of 300", "spoke of": what stands before "of" hears or speaks, and is not what is counted."""
        return any(t.low in ("told", "informed", "spoke", "speaking", "notified", "warned", "talked", "knows") for t in tokens[max(0, j - 4):j + 1])

    def subject(self, tokens, k, kind, by):
        """Walk left from k to the noun the link ties to; a noun inside a side phrase ("lives lost to the earthquakes") gives way to its head."""
        link, spare, generic, steps, events, owners = Link(kind, by=by, first=k), None, False, 0, set(), set()
        while k >= 0 and steps < 20:
            token = tokens[k]
            steps += 1
            if token.mention and token.mention.kind in QUANTITY and not (k + 1 < len(tokens) and tokens[k + 1].raw == "-" or HYPHENED.search(token.low)):
                break
            if token.raw in ";!?|•·" or token.raw == "." or (token.raw in "—–:" and steps > 2) or token.low in CLAUSE_OPENERS or as_clause(tokens, k):
                break
            noun, hit = token.classes & self.nouns, token.classes & self.events
            if (link.noun or generic) and (token.raw == "," or "verbs" in token.kinds and not hit):
                break
            if kind == "verb" and steps > 1 and (link.noun or owners) and token.kinds & {"verbs", "auxiliaries"}:
                break
            if noun and not link.noun:
                if self.aside_noun(tokens, k) and kind != "label":
                    spare = spare or (sorted(noun)[0], token.low, k)
                else:
                    link.noun, link.word, link.first = sorted(noun)[0], token.low, k
            elif token.low in self.generics and not link.noun:
                generic, link.first, link.word = True, k, link.word or token.low
            if hit and (kind == "verb" and steps == 1 or kind != "verb" and (not noun or link.noun)):
                events |= hit
                link.first = min(link.first, k)
            if token.classes & self.owners and self.belongs(tokens, k, link):
                owners |= token.classes & self.owners
            k -= 1
        if not link.noun and spare and not generic:
            link.noun, link.word, link.first = spare
        if kind == "link" and not (link.noun or events or generic):
            link.kind = "linkless"
        link.events, link.owners, link.generic = frozenset(events), frozenset(owners), generic
        return link

    def belongs(self, tokens, k, link):
        """An owner counts if it stands before the noun or after its "of", not where a place stands ("shells shipped to Russia")."""
        for j in range(k - 1, max(-1, k - 4), -1):
            if "prepositions" in tokens[j].kinds:
                return tokens[j].low in ("of", "from", "by", "for")
            if tokens[j].kinds & {"verbs", "auxiliaries", "coordinators"} or "punct" in tokens[j].kinds:
                break
        return True

    def aside_noun(self, tokens, k):
        """Is the noun at k the object of a preposition other than "of" ("to this month's earthquakes")?"""
        marked = False
        for j in range(k - 1, max(-1, k - 6), -1):
            t = tokens[j]
            if marked and "prepositions" not in t.kinds:
                return False
            marked = bool(t.kinds & {"determiners"})
            if t.low == "of":
                return False
            if "prepositions" in t.kinds:
                return j > 0 and t.low != "as"
            if t.kinds & {"verbs", "auxiliaries", "coordinators"} or "punct" in t.kinds and t.raw not in QUOTES and t.raw != "-":
                return False
        return False

    # ---------------------------------------------------------------- all together

    def describe(self, sentence, i):
        """The Description of number i of a sentence, from the words of its own clause."""
        tokens = sentence.tokens
        phrase, j, of = self.right(tokens, i)
        thing, noun = self.head(tokens, phrase)
        if i + 2 < len(tokens) and tokens[i + 1].raw == "-" and tokens[i + 1].start == tokens[i].end and tokens[i + 2].classes & self.nouns:
            thing, noun = sorted(tokens[i + 2].classes & self.nouns)[0], tokens[i + 2].low  # "7.8-magnitude monster"
        unit = self.vocab.lookup(tokens[i].mention.unit)[1] & self.nouns if tokens[i].mention.unit else ()
        if unit and thing in ("", "?"):
            thing, noun = sorted(unit)[0], tokens[i].mention.unit  # the number carries its own noun: "magnitude 7.7"
        mods = frozenset().union(*(tokens[p].classes for p in phrase)) if phrase else frozenset()
        link = self.left(tokens, i)
        after, span = self.happens(tokens, j)
        if link.kind == "verb" and j < len(tokens) and not tokens[j].classes & self.events and tokens[j].low not in ("who", "that", "which", "as"):
            after = frozenset()  # "killed 300 soldiers and wounded …": what happened stands before the number
        if of and after and thing not in ("", "?") and i + 3 < len(tokens) and any(t.mention for t in tokens[i + 2:i + 4]):
            thing, noun = "", ""  # "600 of the 4,700 casualties were fatal"
        owners, events = mods & self.owners, after | (mods & self.events)
        paired = not thing and j < len(tokens) and bool(tokens[j].classes & self.events)  # "300 dead"
        linked = False
        if link.kind == "verb":
            events |= link.events
            if not owners and (not thing or link.events & self.subject_owns):
                owners |= link.owners
        elif link.kind == "base":
            thing = thing or self.book.population
            if not (j < len(tokens) and tokens[j].kinds & {"ed"}):  # "one of the 1,700 buildings classed as destroyed"
                events = frozenset()
        elif link.noun and not (link.word in self.speakers and link.by in self.counting) and self.takes_over(thing, noun, link, tokens[i].mention, paired):
            thing, noun, linked = link.noun, link.word, True
            events |= link.events
            owners |= link.owners
        elif thing and link.by in (":", "—", "–") and link.events and not events and not link.noun:
            events |= link.events
        elif not thing and link.kind == "link":
            linked = True
            if not events:
                events |= link.events
                owners |= link.owners
        if thing == "?" and link.kind == "verb" and tokens[i].mention.kind in ("percent", "fraction"):
            thing, noun = "", ""  # "holds 9.8 percent of Tidewell"
        if not events and thing and link.kind in ("", "other"):
            events |= self.fronted(tokens, i)
        owners |= self.of_whom(tokens, j)
        rates = self.rate(tokens, i, j)
        if not rates and i + 1 < len(tokens) and tokens[i + 1].raw == "-":
            rates = frozenset(tokens[i].mention.per.split())  # "$2,000-a-month"
        part = self.is_part(tokens, i, j, of, link, after)
        return Description(part=part, thing=thing, noun=noun, events=events, owners=owners, rates=rates, words=self.zone(sentence, i), sentence=sentence.low,
                           linked=linked, generic=link.generic or noun in self.generics, span=(min(link.first, i), max(span, j)))

    def is_part(self, tokens, i, j, of, link, after):
        """"Twelve of the dead were in one home", "of these, 300 will be torn down", "including 8 children": nothing new is counted."""
        if of and i + 2 < len(tokens) and tokens[i].mention.kind not in ("percent", "fraction") and \
                any(t.low in ("the", "these", "those", "them", "us", "their", "his", "its") for t in tokens[i + 2:i + 3]):
            return not after and link.kind not in ("verb", "link")
        k = i - 1
        while k >= 0 and (tokens[k].raw == "," or tokens[k].low in SKIPPED_LEFT or "adverbs" in tokens[k].kinds) and not tokens[k].mention:
            k -= 1
        before = " ".join(t.low for t in tokens[max(0, k - 1):k + 1])
        return before in self.parts and not (after & self.events)

    def takes_over(self, thing, noun, link, mention, paired):
        """Does the noun on the left say what is counted, whatever stands on the right ("losses of 600,000 soldiers")?"""
        if not thing:
            return not paired and link.kind in ("link", "label") and not (link.noun == "?" and link.by == "of" and paired)
        if link.noun == "?" or link.kind not in ("link", "label"):
            return False
        if thing == "?":
            return mention.kind in ("money", "percent", "fraction") or noun in self.persons
        if link.by in (":", "—", "–", "-"):
            return noun in self.persons
        if link.kind == "label":
            return noun in self.persons
        return link.kind == "link" and link.by not in ("as", "with", "from", "including", "include", "includes", "included", "to") or \
            link.kind == "link" and noun in self.persons

    def fronted(self, tokens, i):
        """Events of a phrase put before the verb ("Into captivity went two soldiers")."""
        start = next((k + 1 for k in range(i - 1, -1, -1) if strong(tokens[k]) or tokens[k].raw == "," or tokens[k].mention), 0)
        if start < i and "prepositions" in tokens[start].kinds and i - start < 15:
            return frozenset().union(*(t.classes for t in tokens[start:i])) & self.events
        return frozenset()

    def of_whom(self, tokens, j):
        """Owners named right after the noun: "soldiers from North Korea", "men of the 8th brigade"."""
        if j + 1 < len(tokens) and tokens[j].low in ("from", "of"):
            return frozenset().union(*(t.classes for t in tokens[j + 1:j + 4])) & self.owners
        return frozenset()

    def rate(self, tokens, i, j):
        """{'month'} for "$2,000 a month", {'day'} for "92 casualties a day", empty for a plain number."""
        found = set()
        for k in range(max(0, i - 7), i):
            if tokens[k].low in self.rates and (tokens[k].low == "annual" or k and (tokens[k - 1].low in ("each", "every", "per") or k > 1 and tokens[k - 2].low in ("each", "every"))) \
                    and not any(t.mention or strong(t) or t.raw == "," for t in tokens[k + 1:i]):
                found.add(self.rates[tokens[k].low])
        if i and tokens[i - 1].low in self.rates and tokens[i - 1].low.endswith("ly"):
            found.add(self.rates[tokens[i - 1].low])
        for k in range(i + 1, min(len(tokens), j + 7)):
            token = tokens[k]
            if (token.mention and token.mention.kind in QUANTITY) or strong(token):
                break
            if k + 1 < len(tokens) and tokens[k + 1].low in ("earlier", "later", "ago"):
                continue
            if token.low in self.rates and (token.low.endswith("ly") or token.low in ("each", "apiece") or
                                            tokens[k - 1].low in ("per", "each", "every") or tokens[k - 2].low in ("per", "each") or
                                            tokens[k - 1].low in ("a", "an") and "prepositions" not in tokens[k - 2].kinds):
                found.add(self.rates[token.low])
        return frozenset(found)

    def zone(self, sentence, i):
        """The words around number i up to the next numbers, strong signs or a contrast."""
        tokens = sentence.tokens
        a = b = i
        while a > 0 and not self.edge(tokens[a - 1]):
            a -= 1
        while b + 1 < len(tokens) and not self.edge(tokens[b + 1]):
            b += 1
        return sentence.text[tokens[a].start - sentence.start:tokens[b].end - sentence.start].lower()

    def edge(self, token):
        return (token.mention is not None and token.mention.kind in QUANTITY) or token.raw in ";!?|•·" or token.raw == "." or \
            token.low in ("while", "whereas", "but", "although")

    def theme(self, sentence):
        """What a heading says is counted below it ("HOW MANY HAVE DIED?"), as a Description; None if it names nothing of the codebook."""
        nouns = [(sorted(t.classes & self.nouns)[0], t.low) for t in sentence.tokens if t.classes & self.nouns]
        events = frozenset().union(*(t.classes for t in sentence.tokens)) & self.events
        owners = frozenset().union(*(t.classes for t in sentence.tokens)) & self.owners
        if not nouns and not events:
            return None
        for thing, noun in [*nouns, ("", "")]:
            if any(wanted == thing and needed <= events for _, wanted, needed in self.lines):
                return Description(thing=thing, noun=noun, events=events, owners=owners if thing else frozenset())
        return None

    # ---------------------------------------------------------------- which measure

    def choose(self, mention, described, area):
        """(measure or None, why not). The most specific line wins; two measures that fit equally claim nothing."""
        if described.part:
            return None, "a part of a number told before"
        if mention.low == 1 and described.noun and not described.events and surface_one(mention):
            return None, "one single thing, not a count"
        if mention.unit == "times":
            return None, "says how many times, not how many"
        best, rivals, why = None, set(), ""
        for measure, noun, events in self.lines:
            refused = self.refuses(measure, noun, events, mention, described, area)
            if refused is not None:
                why = why or (refused if noun != ANYTHING else "")
                continue
            strength = (len(events) + (noun not in ("", ANYTHING)), self.owner_strength(measure.read, described), bool(measure.read.area), bool(measure.read.per))
            if best is None or strength > best[0]:
                best, rivals = (strength, measure), {measure.name}
            elif strength == best[0]:
                rivals.add(measure.name)
        if best is None:
            return None, why
        if len(rivals) > 1:
            return None, f"two measures claim it with equal right: {', '.join(sorted(rivals))}"
        return best[1], ""

    def owner_strength(self, read, described):
        if not read.owners:
            return 0
        return 2 if described.owners else int(self.book.default_owner in read.owners)

    def refuses(self, measure, noun, events, mention, described, area):
        """None if the line fits; else why not ('' when the line is about something else)."""
        read, read_unit = measure.read, measure.unit
        if noun not in (described.thing, ANYTHING) or not events <= described.events or mention.kind not in read.kinds:
            return ""
        if mention.kind == "money" and mention.unit != read_unit and read_unit.isupper() and mention.unit:
            return "in another currency"
        value = mention.high if mention.high is not None else mention.low
        if any(self.says(described.sentence, word) for word in read.not_with):
            return "the sentence is about another event"
        if read.only and value is not None and not read.only[0] <= value <= read.only[1]:
            return f"{value:g} is outside what the measure can be"
        if described.rates and read.per not in described.rates:
            return f"a rate (per {' per '.join(sorted(described.rates))}), not a total"
        if read.per and not described.rates:
            return f"not per {read.per}"
        if read.says and not any(self.says(described.words, word) for word in read.says):
            return ""
        for word in read.unless:
            if word in described.events or word == described.thing or word in described.owners:
                return f"it speaks of {word}"
            if word not in self.nouns and word not in self.events and word not in self.owners and self.says(described.words, word):
                return f'it says "{word}"'
        if read.owners:
            if described.owners and not described.owners & set(read.owners):
                return f"it is about others: {', '.join(sorted(described.owners))}"
            if not described.owners and read.owner_must_be_named:
                return "it does not say whose"
        if read.typical and value is not None and not read.typical[0] <= value <= read.typical[1]:
            far = value > 10 * read.typical[1] or value * 10 < read.typical[0]
            if far or not (described.owners and noun and not described.carried):
                return f"{value:g} is far from what the measure is, and neither noun nor owner is named"
        if read.area and not area(read.area):
            return "another place"
        return None

    def says(self, text, word):
        at = text.find(word.rstrip("*"))
        while at >= 0:
            end = at + len(word.rstrip("*"))
            if (at == 0 or not text[at - 1].isalnum()) and (word.endswith("*") or end == len(text) or not text[end].isalnum()):
                return True
            at = text.find(word.rstrip("*"), at + 1)
        return False


def surface_one(mention):
    return mention.surface.lower() in ("one", "a", "an", "single", "one single")


def as_clause(tokens, k):
    """Is the "as" at k the head of a clause ("… as the toll rose"), and not "as of", "as many as", "known as"?"""
    if tokens[k].low != "as" or k + 1 >= len(tokens) or tokens[k + 1].low in ("of", "many", "much", "well", "part", "to", "far") or tokens[k + 1].mention:
        return False
    if k and (tokens[k - 1].low in ("such", "well", "known", "same", "long", "far") or tokens[k - 1].kinds & {"ed"}):
        return False
    return any(t.kinds & {"verbs", "auxiliaries"} or t.mention and t.low.split(" ")[0] in OPENING_VERBS for t in tokens[k + 1:k + 12])


def carried_over(described, before):
    """An elided number takes noun, events and owners from the number before it; what it says itself stays."""
    return replace(described, thing=before.thing, noun=before.noun, events=described.events or before.events,
                   owners=described.owners or before.owners, rates=described.rates or before.rates, carried=True)
