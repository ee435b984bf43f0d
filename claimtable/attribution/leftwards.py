"""The subject that ends left of a verb or a sign, found token by token ("officials in Ardley [said]"). `v` are the Speakers."""

from ..grammar import attached, nounphrases
from ..grammar.clauses import CONNECTING, QUOTES, VERBAL, relative, strong
from ..grammar.neighbours import capitalised, coordinates, first_from, nearest_before, token_at
from ..grammar.nounphrases import COUNTERS, LINKED, NONE, PERSONAL
from ..grammar.reach import OCCASION

SPEAKING_NUMBERS = frozenset("one some both two three four five several".split())  # they may stand for who speaks
PARTICIPLES = frozenset("seen made run led known held written given shown kept sent drawn taken put set built paid told".split())
STOPS = frozenset("whom while but whereas although though because if that which when where how whether since unless whatever whoever "
                  "however what as after before until than".split())
BEFORE_SPEAKER = frozenset("yes no well indeed right sure morning evening night afternoon noon midnight dawn separately meanwhile "
                    "earlier later however also officially still now then yet so and but moreover today yesterday overall".split())
TRAILING = frozenset("later earlier also separately meanwhile then now".split())
NAMED = frozenset(["known", "described"])  # "the group known as the White Helmets"
REASONS = frozenset(["because", "spite", "account", "light"])  # before an "of"
BEFORE_NOUNS = frozenset("the a an 's its their his her our my".split())


def subject(v, tokens, k):
    """(first, last) token of the subject that ends at or before k; NONE if there is none. An aside between commas is stepped over."""
    if k < 0:
        return NONE
    aside, verb, k = None, k, attached.before_clause(v, tokens, k)
    if verb - k == 2 and (own := attached.last_name(v, tokens, k)):
        return own, k
    if tokens[k].raw in ",—–)":
        opening = v.opening(tokens, k)
        if opening < 1:
            return NONE
        aside, k = (opening + 1, k - 1), past_asides(v, tokens, opening - 1)
    k -= published(tokens, k)
    last = k
    while k >= 0 and not stops(v, tokens, k, last):
        k -= 1
    a = after_last_verb(v, tokens, k + 1, last)
    who = who_before(v, tokens, a, last)
    own, a = a, attached.fresh(v, tokens, a, last)
    if who < 0 and own < a:  # "experts who monitor the flock wrote"
        who = next((j for j in range(a - 1, own, -1) if is_who(tokens[j])), -1)
        who = who if who < a - 1 else -1
    if who >= 0:
        return subject(v, tokens, who - 1 - (tokens[who - 1].raw == ","))
    a = begin(v, tokens, a, last)
    if a > last:
        return NONE
    if aside and nounphrases.names_person(tokens, *aside) and not only_titles(v, tokens, a, last, aside):
        return a, aside[1]
    if tokens[last].low in PERSONAL and not (last > a and "prepositions" in tokens[last - 1].kinds):
        return last, last
    if (aside or last < verb) and a > 2 and tokens[a - 1].raw == "," and (named := nounphrases.titled_after(v, tokens, a)):
        return named  # "Mei Tanaka, head of the office in Ardley, where it rains, said", "Mei Tanaka, 49, a teacher who puts"
    last -= 2 * (tokens[last].low in PERSONAL)  # "the account behind it"
    if a == last and tokens[a].low in BEFORE_NOUNS:
        return NONE  # "told a closed session": what follows is no verb
    last = next((k - 1 for k in range(a + 1, last + 1) if tokens[k].low in TRAILING), last)
    return a, last - (last > a and tokens[last].low == "of")  # "the update of [last month] put"


def published(tokens, k):
    """Is the word at k the participle of a noun, with when before the verb to come ("a letter published [on Monday says]")?"""
    if k < 1 or k + 2 >= len(tokens) or not (tokens[k].low.endswith("ed") or tokens[k].low in PARTICIPLES):
        return False
    dated = "prepositions" in tokens[k + 1].kinds and tokens[k + 2].mention or tokens[k + 1].mention
    return bool(dated) and tokens[k - 1].raw.islower() and not tokens[k - 1].kinds - {"cue"}


def past_asides(v, tokens, k):
    """Last token of the name before an aside that begins after k ("Mei Tanaka, 49, who follows the railways, puts …")."""
    while k > 1 and tokens[k - 1].raw == ",":
        place = tokens[k].low in v.vocab.areas and capitalised(tokens[k - 2])
        if not (tokens[k].mention or place):
            break
        k -= 2
    return k - 1 if k > 1 and tokens[k].low in ("there", "here") else k  # "our partner there, Mei Tanaka, recalls"


def who_before(v, tokens, a, last):
    """Index of the "who" whose clause the words from a to `last` belong to ("an official who spoke to reporters would say"), or -1."""
    opens = lambda t: is_who(t) or t.low == "that" or t.raw in ",;:" or strong(t) or t.raw in QUOTES
    who = nearest_before(tokens, a, opens, within=13, none=0)
    if who == 0 or not is_who(tokens[who]) or who == a - 1 and v.can_speak(tokens, a, last):
        return -1
    return who


def begin(v, tokens, a, last):
    """First token of the subject proper within a..last."""
    for k in range(last - 1, a - 1, -1):
        if tokens[k].low == "of" and k and tokens[k - 1].low in REASONS:
            a = k + 1  # "because of a post that claims …"
            break
    a = past_leading(v, tokens, attached.past_later(tokens, a, last), last)
    passive = a + 2 <= last and tokens[a].low.endswith("ed") and tokens[a + 1].low == "by"
    return a + 2 if passive else a  # "was disputed by the police, who said"


def only_titles(v, tokens, a, last, aside):
    """Is an aside after a full name no more than its title ("Mei Tanaka, head of the office, said")?"""
    return nounphrases.full_name(v, tokens, a, last) and any(t.low in v.titles for t in tokens[aside[0]:aside[1] + 1])


def stops(v, tokens, k, last):
    """Is token k outside the subject that ends at `last`?"""
    token, before = tokens[k], tokens[k - 1] if k else None
    if token.mention:
        return stops_at_mention(v, tokens, k, last)
    if strong(token):
        initial = token.raw == "." and k and k + 1 < len(tokens) and capitalised(before) and len(before.raw) <= 4
        return not initial  # "Gen. Brook"
    if token.raw == "(" and k + 3 <= last and tokens[k + 2].raw == ")" and tokens[k + 1].raw.isupper():
        return False  # "the Valley Water Authority (VWA) in Ardley", "… (VWA) report"
    if token.raw == ")" and k < last:
        return v.opening(tokens, k) == 0  # a dateline, not "Authority (AFAD) in Ankara"
    if token.raw in QUOTES and nicknamed(v, tokens, k):
        return False
    if token.raw in ",(" or token.raw in QUOTES or token.low in STOPS:
        return not (token.low == "as" and k and before.low in NAMED)
    if token.low == "to":  # "Ambassador to India Firat Sunel", "sources close to Kyiv"
        return not (k and ("ed" in before.kinds or before.low in PARTICIPLES or before.low in v.titles or before.low in LINKED))
    return last - k > 16


def stops_at_mention(v, tokens, k, last):
    """Is the number or date at k outside the subject that ends at `last`?"""
    kind, before = tokens[k].mention.kind, tokens[k - 1].low if k else ""
    if kind == "date":
        owned = before == "'s" or tokens[k + 1].low == "'s" and before in ("of", "at", "in", "after")
        if owned or nounphrases.dated(tokens, k):
            # "the ministry's 18 October report", "organisers of Sunday's march", "a report published on Friday by the ministry"
            return False
    return kind not in COUNTERS or kind == "number" and last - k > 3 and not v.can_speak(tokens, k + 1, k + 1)


def nicknamed(v, tokens, k):
    """Is the mark at k one of two about a body's name, with a determiner or an owner before it ("the rebels' "interior ministry" says")?"""
    first = k
    if tokens[k + 1].start != tokens[k].end:
        first = nearest_before(tokens, k - 1, lambda t: t.raw in QUOTES, within=3, none=0)
    last = first_from(tokens, first + 2, lambda t: t.raw in QUOTES, within=3, none=0)
    if not 0 < first < last or not (tokens[first - 1].low in BEFORE_NOUNS or tokens[first - 1].low in ("'", "so-called")):
        return False
    return v.apart(tokens[last - 1]) and not any(t.mention or "punct" in t.kinds for t in tokens[first + 1:last])


def after_last_verb(v, tokens, a, last):
    """Cut what belongs to an earlier clause: "troops arrived and officials said" => officials."""
    for k in range(last, a - 1, -1):
        if a < k < last and (reduced(v, tokens, k, last) or tokens[k].low in NAMED and tokens[k + 1].low == "as"):
            continue
        if ends_clause(v, tokens, a, k, last):
            return first_from(tokens, k + 1, coordinates, within=last - k, none=k) + 1
    return a


def ends_clause(v, tokens, a, k, last):
    """Is the word at k, within a..last, the verb of a clause before the subject, and no part of it?"""
    token, after = tokens[k], token_at(tokens, k + 1)
    if "ed" in token.kinds and k < last and after.low != "by" and not v.adjective(tokens, k):
        if not followed_by_verb(v, tokens, a, k, last):
            return True
    if not token.kinds & VERBAL or token.low in v.speakers or f"{token.low} {tokens[min(k + 1, last)].low}" in v.speakers:
        return False
    participle = k < last and (token.low.endswith("ed") or token.low in PARTICIPLES)  # "attached to the march"
    if participle and followed_by_verb(v, tokens, a, k, last) or k and tokens[k - 1].low in BEFORE_NOUNS:
        return False  # "his written answer"
    return not (k == last and after is not None and "auxiliaries" in after.kinds)  # "the farmers' march has"


def reduced(v, tokens, k, last):
    """A participle after its noun ("a source quoted by X", "a tweet seen 2m times"): part of the subject, not a verb before it."""
    if "auxiliaries" in tokens[k - 1].kinds or tokens[k - 1].mention:
        return False
    if not (tokens[k].low.endswith("ed") or tokens[k].low in PARTICIPLES):
        return False
    return tokens[nounphrases.past_when(tokens, k + 1)].low == "by" or not v.can_speak(tokens, k + 1, last)


def followed_by_verb(v, tokens, a, k, last):
    """"a recording forwarded on WhatsApp [says]": with no "and" before the verb to come, the first one is a participle of the subject."""
    if k == a or "prepositions" not in tokens[k + 1].kinds or "auxiliaries" in tokens[k - 1].kinds or v.rejects(tokens, k):
        return False
    return not any(coordinates(t) or t.raw == "," for t in tokens[k:last + 1])


def past_leading(v, tokens, a, last):
    """First token of the subject proper: past "And", "Earlier", a date, "In Kyiv"."""
    while a <= last and tokens[a].low not in SPEAKING_NUMBERS and leads(tokens, a):
        a += 1
    if a <= last and "prepositions" in tokens[a].kinds and tokens[a].low != "of":
        return past_fronted(v, tokens, a, last)
    return a


def leads(tokens, a):
    """Is the word at a before the subject, and no part of it?"""
    token = tokens[a]
    if token.mention or token.kinds & {"coordinators", "adverbs"} or token.low in BEFORE_SPEAKER:
        return True
    if token.raw in QUOTES or token.raw in ".)-•(":
        return True
    if "ed" in token.kinds and a and tokens[a - 1].low.endswith("ly") and capitalised(tokens[a + 1]):
        return True  # "reportedly killed Ruland"
    return "subordinators" in token.kinds and token.low != "that"


def past_fronted(v, tokens, a, last):
    """Skip "In Kyiv" or "On a visit to X" at the head of a subject: the subject is the last phrase that can speak."""
    named = attached.past_place(v, tokens, a, last)
    if named:
        return past_leading(v, tokens, named, last)  # "In Kyiv Oleh Sova"
    for k in range(last, a, -1):
        if tokens[k].low in v.speakers and (k == last or tokens[k].low not in OCCASION):
            start = k
            while start - 1 > a + 1 and not tokens[start - 1].kinds & CONNECTING:
                start -= 1
            return start if start > a + 1 else k
    if capitalised(tokens[last]):
        start = next((k + 1 for k in range(last, a, -1) if not capitalised(tokens[k])), last + 1)
        if start - 1 > a and not tokens[start - 1].kinds & CONNECTING and tokens[start - 1].low not in ("the", "'s"):
            return start  # "From these ISW derives …"
        if start - 1 > a and (named := attached.past_place(v, tokens, start - 1, last)):
            return named  # "At a meeting in Kyiv Oleh Sova"
    if tokens[last].low in PERSONAL:
        return last
    return last + 1


def is_who(token):
    """Is it "who", and not the WHO?"""
    return token.low == "who" and relative(token)
