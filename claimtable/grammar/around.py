"""The words around a number: the clause it stands in, and whether it only says another number of the sentence again."""

import re

from .clauses import ACTIVE, EMPTY, HELPING, PREDICATIVE, STRONG, VERBAL, as_clause, strong
from .neighbours import capitalised, coordinates, first_from, is_comma, is_mention, nearest_before, pauses

EDGES = frozenset(";!?|•·.")
VERB, CITING = frozenset(["verbs"]), frozenset(["verbs", "cue"])
OPENING = frozenset(["opens"])
SINGULAR = frozenset("says tells means thinks".split())
PORTIONS = frozenset("mostly mainly including among many most notably chiefly largely majority bulk all predominantly "
                     "overwhelmingly primarily".split())
SUBSETS = PORTIONS | {"included", "excluded"}
OPENED = frozenset(["where", "which", "who"])
WITH = frozenset("with including comprising containing housing".split())
# "the deadliest since 1999": the past that is only compared with
SINCE = re.compile(r"\b(?:since|tied with|on a par with|comparable (?:to|with)|similar to) (?:(?:the|that|its) )?(?:[a-z]+ ){0,2}?"
                   r"(?:\d{4}(?! and)|one \w+ \d{4})(?!,? killed|(?:,? [a-z]+){0,3},? (?:when|which|where|that)\b)")
# "1.2 million, plus reservists"
BESIDES = re.compile(r"\b(?:plus|not (?:counting|including)|excluding|leaving (?:aside|out)|apart from|besides)\b[^,.;:]*")
ZONE_ENDS = EDGES | {"while", "whereas", "but", "although"}
CLOSING = frozenset("once because unless provided — –".split())  # what is behind them says nothing of the number


def zone(s, i, opening_verbs):
    """(offset, words) around number i up to the next numbers, strong signs or a contrast."""
    a = left_edge(s.tokens, i, opening_verbs)
    b = right_edge(s, i, a)
    a = past_others(s.tokens, i, a if s.words.isdisjoint(OPENED) else past_where(s.tokens, i, a))
    return s.tokens[a].start, s.low[s.tokens[a].start - s.start:s.tokens[b].end - s.start]


def left_edge(tokens, i, opening_verbs):
    """First token of the zone around number i: behind another number, a sign, a contrast or an "as"."""
    a = i
    while a > 0:
        t = tokens[a - 1]
        if t.number and t.low != "one" or t.low in ZONE_ENDS or t.low == "as" and as_clause(tokens, a - 1, opening_verbs):
            break
        if t.low == ":" and a > 7 and any(x.kinds & PREDICATIVE for x in tokens[:a - 1]):
            break  # "In a mosque a list was passed round: 300 dead"
        a -= 1
    return a


def right_edge(s, i, a):
    """Last token of the zone around number i, from a on: before another number and what is its, a sign, a contrast, an aside."""
    tokens, b = s.tokens, i
    while b + 1 < len(tokens):
        t = tokens[b + 1]
        if t.number and t.low != "one" or t.low in ZONE_ENDS or t.low in CLOSING:
            break
        if t.low == "," and (not s.words.isdisjoint(SUBSETS) and subset(tokens, b + 1) or goes_on(tokens, b + 2)):
            break
        b += 1
    if b + 1 < len(tokens) and tokens[b + 1].number:  # what a comma parts from this number is the next one's
        b = next((k - 1 for k in range(b, i, -1) if tokens[k].raw == "," or joins_clause(tokens, k)), b)
    value = tokens[i].mention.low
    if value and value % 1:  # what is joined to a thing of that size is another thing
        b = next((k for k in range(i, b) if coordinates(tokens[k + 1]) or tokens[k + 1].low == "followed"), b)
    if not s.words.isdisjoint(OPENED) and any(t.low in OPENED and before.raw == "," for before, t in zip(tokens[a:i], tokens[a + 1:i])):
        b = first_from(tokens, i + 1, is_comma, within=b - i, none=b + 1) - 1  # "in Ardley, where 300 died, families wept"
    return b


def joins_clause(tokens, k):
    """Is there an "and" at k with a verb right after it?"""
    return coordinates(tokens[k]) and bool(tokens[k + 1].kinds & PREDICATIVE)


def past_others(tokens, i, a):
    """First token of a zone from a on that is not the number's before it, nor of who says so ("According to the union, 300 …")."""
    for k in range(i - 1, a, -1):
        if tokens[k].raw == "," and goes_on(tokens, k + 1):
            return k + 2  # "300 sleep in schools, and [the mayor speaks of 40]"
    if not (a and tokens[a - 1].number):
        if tokens[a].low in ("according", "as", "per", "by", "in"):
            return first_from(tokens, a, is_comma, within=i - a, none=a - 1) + 1
        return a
    if coordinates(tokens[i - 1]):
        return i  # "300 have been killed and 1,000 others hurt"
    for k in range(a, i):
        verb = tokens[k].kinds & VERBAL
        if verb or tokens[k].raw == "," or coordinates(tokens[k]):
            return k if verb else k + 1
    return a


def past_where(tokens, i, a):
    """Behind the comma that closes an aside before number i ("In Ardley, [where a mill lies in ruins,] 300 have died"); else a."""
    closing = nearest_before(tokens, i, is_comma, within=i - a)
    opener = nearest_before(tokens, closing, lambda t: t.low in OPENED, within=closing - a) if closing > a else -1
    if opener < 1 or tokens[opener - 1].raw != "," or any(t.raw == "," for t in tokens[opener:closing]):
        return a
    return closing + 1 if any(t.kinds & PREDICATIVE for t in tokens[opener:closing]) else a


def until(s, i):
    """The sentence from a "that" of what is said up to the first comma or strong sign after number i."""
    tokens = s.tokens
    aside = any(t.raw == "," for t in tokens[max(0, i - 3):i])  # "the quake, of magnitude 7.6, killed 300 in 1999"
    end = next((t.start for k, t in enumerate(tokens[i + 1:]) if t.raw == "," and not (aside and k == 0) or t.raw in STRONG), s.end)
    begin = s.start
    if "that" in s.words:
        begin = next((tokens[k].end for k in range(i - 1, 0, -1) if tokens[k].low == "that" and tokens[k - 1].kinds & CITING), begin)
    if ":" in s.words:
        begin = max(begin, next((t.end for t in tokens[max(0, i - 2)::-1] if t.raw == ":"), s.start))
    if "after" in s.words:  # "… two weeks after a flood that killed 300"
        begin = max(begin, next((tokens[k].end for k in range(i) if tokens[k].low == "after" and lasts(tokens[max(0, k - 2):k])), s.start))
    return SINCE.sub("", s.low[begin - s.start:end - s.start])


def lasts(tokens):
    """Is a duration ("two weeks") among the tokens?"""
    return any(is_mention(t, "duration") for t in tokens)


def without(words, start, voices):
    """The words at an offset with those that name speakers, and what is not counted, blanked."""
    for x, y in ((max(x - start, 0), min(y - start, len(words))) for x, y in voices):
        words = words[:x] + " " * (y - x) + words[y:] if x < y else words
    return BESIDES.sub("", words)


def exists(tokens, i):
    """"there could be 100,000 of them": does an existential "there" with its verb stand before number i?"""
    k = i - 1
    while k >= 0 and tokens[k].kinds & HELPING and tokens[k].low != "there":
        k -= 1
    return k >= 0 and k < i - 1 and tokens[k].low == "there"


def exists_of_them(tokens, i):
    """"Of them there are now 11,000"."""
    opening = [t.low for t in tokens[:i] if "adverbs" not in t.kinds or t.low == "there"]
    of_them = opening[:2] in (["of", "them"], ["of", "these"])
    return of_them and "there" in opening[2:] and any("be" in t.kinds for t in tokens[:i])


def remarked(tokens, i):
    """Does a clause of its own, without "who" or "that", stand at the number share i is of ("a quarter of the 12,000 he had lent")?"""
    base = next((k for k in range(i + 2, min(len(tokens) - 1, i + 5)) if tokens[k].number), 0)
    return bool(base) and ("pronouns" in tokens[base + 1].kinds or tokens[base + 1].raw[0].isupper())


def enclosed(tokens, i):
    """Index of the share that the number i says again between dashes or brackets: "a third – 4,000 – had been lost"; else -1."""
    if not 1 < i < len(tokens) - 1 or tokens[i - 1].raw not in "–—(" or tokens[i + 1].raw not in "–—)":
        return -1
    return i - 2 if tokens[i - 2].mention and tokens[i - 2].mention.kind in ("percent", "fraction") else -1


def subset(tokens, k):
    """Does a comma at k open an aside on a part of what is counted ("300 people, mostly children")?"""
    if tokens[k].raw != ",":
        return False
    if any(t.low in ("included", "excluded") for t in tokens[k + 2:k + 6]):
        return True  # "300 people, foreign experts included"
    after = tokens[k + 1:k + 4]
    if len(after) > 2 and after[0].number and after[1].low == "of" and after[2].low == "them":
        return True  # "300 people, 40 of them children"
    if not after:
        return False
    return after[0].low in PORTIONS or after[0].low in ("the", "a", "nearly", "almost") and any(t.low in PORTIONS for t in after[1:])


def goes_on(tokens, k):
    """Does "and" at k, after a comma, open a clause with a subject and a verb of its own ("…, and whole families drove")?"""
    if k + 2 >= len(tokens) or tokens[k].low not in ("and", "but", "so") or tokens[k + 1].kinds & VERBAL:
        return False
    verb = next((n for n in range(k + 2, min(k + 6, len(tokens))) if tokens[n].kinds & PREDICATIVE or tokens[n].raw == ","), 0)
    return bool(verb) and tokens[verb].raw != "," and not any(t.number or "prepositions" in t.kinds for t in tokens[k:verb + 1])


def adjectival(tokens, i, noun, events):
    """Is the capitalised word right after number i only the adjective of those to whom something happened ("1,100 Orton dead")?"""
    after = tokens[i + 1:i + 3]
    if len(after) < 2 or after[0].low != noun or not capitalised(after[0]):
        return False
    return bool(after[1].classes & events) and "auxiliaries" not in after[1].kinds


def meant_for(tokens, i):
    """Is number i only whom a thing is for ("warrants for 113", "beds for 300")?"""
    if i < 2 or tokens[i - 1].low != "for" or tokens[i].mention.kind != "number":
        return False
    thing = tokens[i - 2]
    return thing.raw.isalpha() and thing.raw.islower() and not (thing.kinds or thing.classes)


def subject_of(tokens, i):
    """Index of the word that is the subject of an unknown verb whose object number i is ("factories turned out 300"), or -1."""
    k = nearest_before(tokens, i, lambda t: pauses(t) or t.mention or coordinates(t)) + 1
    k += k < i and "determiners" in tokens[k].kinds
    verb = next((n for n in range(k, i) if tokens[n].kinds & ACTIVE), -1)
    return k if k < verb < k + 3 else -1


def maker(tokens, i):
    """The codebook's classes of that word."""
    k = subject_of(tokens, i)
    return tokens[k].classes if k >= 0 else EMPTY


def others(tokens, i):
    """Is it a name of which the codebook knows nothing ("The EU")?"""
    k = subject_of(tokens, i)
    return k >= 0 and name_at(tokens, k)


def name_at(tokens, k):
    """Is the word at k a name that no list has? At the head of a sentence, where all have a capital, a singular right before its verb."""
    t = tokens[k]
    if not t.raw[0].isupper() or t.classes or t.mention or "pronouns" in t.kinds:
        return False
    return k > 0 or t.raw.isupper() or t.kinds <= OPENING and not t.low.endswith("s") and bool(tokens[1].kinds & VERBAL)


def asserted(tokens, j):
    """Is what is said after j said by a finite verb, and not by a participle that belongs to the noun?"""
    for t in tokens[j:j + 12]:
        if "auxiliaries" in t.kinds or strong(t) or t.raw == ",":
            return True
        if "ed" in t.kinds:
            return False
    return True


def plural(tokens, j):
    """"1,850 suspects": behind a number above one, a word in -s that may be a verb is a noun: a plural has no such verb."""
    after = tokens[j + 1] if j + 1 < len(tokens) else tokens[j]
    if after.number or after.low in ("the", "only", "both", "all"):
        return False  # "The figure of 300 includes 40 ewes"
    in_s = tokens[j].low.endswith("s") and tokens[j].low not in SINGULAR
    return in_s and tokens[j].kinds - {"cue", "putting"} == VERB and tokens[j - 1].number


def past_dashes(tokens, j):
    """Index after a number between dashes ("a third – 4,000 – had been lost") whose first or last dash is at j; else -1."""
    if j + 2 < len(tokens) and tokens[j + 1].number and tokens[j + 2].raw in "–—":
        return j + 3
    return j + 1 if j > 1 and tokens[j - 1].number and tokens[j - 2].raw in "–—" else -1


def after_with(tokens, j):
    """Index of the verb after "with 520,000 flats in them", if the number at j stands in such an aside; else -1."""
    before, of = tokens[j - 1], tokens[j - 2].low
    consisting = before.low == "of" and of in ("consisting", "up", "composed")
    if not (before.low in WITH or consisting or "adverbs" in before.kinds and of == "of"):
        return -1
    return first_from(tokens, j + 1, lambda t: "auxiliaries" in t.kinds, within=7)


def predicate(tokens, j, nouns):
    """Index of the noun that those counted before j are said to be ("300 of the men sent to Ardley were casualties"), or 0."""
    for k in range(j, min(j + 9, len(tokens) - 1)):
        if tokens[k].mention or pauses(tokens[k]) or tokens[k].kinds & {"verbs", "subordinators"}:
            return 0
        if "be" in tokens[k].kinds:
            closed = k + 2 == len(tokens) or pauses(tokens[k + 2]) or "prepositions" in tokens[k + 2].kinds
            noun = tokens[k + 1]
            common = noun.classes & nouns or not noun.kinds and noun.raw.islower()
            return k + 1 if closed and common and noun.low.endswith("s") else 0
    return 0


def fronted(tokens, i, events):
    """Events of a phrase put before the verb ("Into captivity went two soldiers")."""
    start = nearest_before(tokens, i, lambda t: pauses(t) or t.mention) + 1
    if start < i < start + 15 and "prepositions" in tokens[start].kinds:
        return EMPTY.union(*(t.classes for t in tokens[start:i])) & events
    return EMPTY


def past_included(tokens, k):
    """Index of the comma that closes the aside on a part opened at k ("300 people, including 40 children, will go"), or -1."""
    if tokens[k].raw != "," or k + 1 >= len(tokens) or "parts" not in tokens[k + 1].kinds:
        return -1
    end = next((n for n in range(k + 2, min(len(tokens) - 1, k + 14)) if tokens[n].raw == "," and "auxiliaries" in tokens[n + 1].kinds), -1)
    return -1 if any("auxiliaries" in t.kinds or strong(t) for t in tokens[k + 1:end]) else end


def past_aside(tokens, k):
    """Index of the comma that closes an aside on who says so, opened by the comma at k, if an auxiliary follows it; else -1."""
    if tokens[k].raw != ",":
        return -1
    end = next((n for n in range(k + 2, min(len(tokens) - 1, k + 10)) if tokens[n].raw == "," or tokens[n].number), 0)
    if not end or tokens[end].raw != "," or "auxiliaries" not in tokens[end + 1].kinds:
        return -1
    return end if any({"cue", "verbs"} <= t.kinds for t in tokens[k + 1:end]) else -1
