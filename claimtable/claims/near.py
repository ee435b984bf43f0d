"""What stands around a number: the words on its right that name what is counted, and what ties it to its left."""

from ..grammar.around import adjectival
from .counted import CASES

SHARE_KINDS = frozenset(["percent", "fraction"])
EVERYBODY = frozenset(["everyone", "everybody"])
ENOUGH = frozenset(["strong", "plus", "something", "member", "person", "thousand", "million", "billion"])  # "a 600-strong unit"
PLURAL = ("es", "ts", "rs", "ls", "ns", "ms", "gs")  # endings of a generic noun that may be counted itself: "300 reports"


class Near:
    """What stands around number i of a sentence.

    phrase: places of the words that name what is counted; j: the place after them; of: do they follow an "of"; thing, noun: class and word
    of their head; link: what ties the number to the words on its left; them: the pronoun of "300 of them"; share: is it a part of
    something, in percent or as a fraction?
    """

    __slots__ = ("s", "tokens", "i", "mention", "phrase", "j", "of", "thing", "noun", "link", "them", "share")

    def __init__(self, reader, s, i):
        self.s, self.tokens, self.i, self.mention = s, s.tokens, i, s.tokens[i].mention
        self.look(reader, i)
        self.link = reader.links.left(s.tokens, i)
        if not self.phrase and self.link.kind in ("", "other", "linkless") and self.shares_noun():
            self.look(reader, i + 2)
        pointing = self.of and not self.phrase and i + 2 < len(s.tokens)
        self.them = s.tokens[i + 2].low if pointing else ""
        self.share = self.mention.kind in SHARE_KINDS

    def look(self, reader, i):
        self.phrase, self.j, self.of = reader.counted.right(self.tokens, i)
        self.thing, self.noun = own_noun(reader, self.tokens, i, *reader.counted.head(self.tokens, self.phrase))

    def shares_noun(self):
        """"marked 2,749 and 2,912 flattened buildings": is the noun of the number that an "and" joins also this one's?"""
        tokens, i = self.tokens, self.i
        if i + 2 >= len(tokens) or tokens[i + 1].low not in ("and", "or", "but") or not tokens[i + 2].number:
            return False
        return tokens[i + 2].mention.kind == self.mention.kind


def own_noun(reader, tokens, i, thing, noun):
    """The noun a number carries itself: "7.8-magnitude monster", "magnitude 7.7" (its unit)."""
    number = tokens[i]
    if i + 2 < len(tokens) and tokens[i + 1].raw == "-" and tokens[i + 1].start == number.end:
        joined = tokens[i + 2]
        if found := joined.classes & reader.vocab.nouns:
            return min(found), joined.low
        if joined.end - joined.start > 3 and joined.low not in ENOUGH and not joined.number:
            return "?", joined.low  # "an eleven-storey block"
    if thing == "?" and (known := not_counted(reader, tokens, i, noun)):
        return known
    if number.mention.unit and thing in ("", "?"):
        found = reader.vocab.lookup(number.mention.unit)[2] & reader.vocab.nouns
        if found:
            return min(found), number.mention.unit
    return thing, noun


def not_counted(reader, tokens, i, noun):
    """(class, noun) where the word behind number i that no list knows is not what it counts; else None."""
    if noun[:1] and adjectival(tokens, i, noun, reader.vocab.events):
        return "", ""  # "1,100 Orton dead"
    if noun == "strong":
        return reader.book.population, noun  # "the sliver was 12,000 strong"
    if noun in CASES:
        return "", ""  # "Desertion is rare: 31 cases"
    if noun in EVERYBODY:
        return ("", "") if tokens[i + 1].low == noun else (reader.book.population, noun)  # "the 300 everybody quotes"
    if noun in reader.generics and not (tokens[i].mention.kind == "number" and noun.endswith(PLURAL)):
        return "", noun  # "a $12 billion tally": of what, was said before
    return None
