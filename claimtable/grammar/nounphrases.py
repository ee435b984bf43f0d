"""The noun phrase that begins at a word and may name a speaker: how far it goes. `v` are the Speakers."""

from .clauses import PREDICATIVE, QUOTES, minor, relative, strong
from .neighbours import capitalised, is_mention, low_at, token_at

NONE = (1, 0)  # an empty span of tokens: first after last
COUNTERS = frozenset(["ordinal", "number", "identifier", "rank"])  # kinds of mention a speaker's name may contain: "8th regiment"
FRESH = frozenset("the this that these those a an its their his her".split())  # a new phrase begins
PERSONAL = frozenset(["he", "she", "they", "it", "we", "i"])
WHEN = frozenset("at on in by of as late early since last".split())  # before a date
MADE = frozenset("released published issued compiled collected prepared kept given gathered circulated supplied provided".split())
PUBLISHED = frozenset("aired broadcast printed published released issued posted tweeted circulated leaked dated seen obtained "
                      "shared forwarded uploaded recorded filed delivered presented watched viewed".split())
SHOWN = frozenset("sheet file clip clips video videos post posts leaflet leaflets podcast podcasts broadcast programme "
                  "documentary tweet tweets blog blogs thread newspaper paper pamphlet slide message letter memo document "
                  "documents article recording".split())
NOT_NAMES = frozenset(["prepositions", "determiners", "coordinators", "adverbs"])
TITLED = frozenset("called named dubbed titled styled".split())
HOURS = frozenset("evening morning afternoon midnight noon midday dawn dusk night nightfall daybreak sunrise sunset lunchtime "
                  "teatime".split())
FRAME = frozenset(["prepositions", "coordinators", "determiners", "punct"])
# before "to"
LINKED = frozenset("close loyal envoy envoys adviser advisers advisor advisors aide aides assistant ambassadors delegate "
                   "delegates links ties access connections contacts next".split())
LINKING = frozenset(["prepositions", "coordinators", "determiners"])
INSIDE = frozenset("of for in at from by with on".split())  # prepositions a speaker's name may contain


def phrase(v, tokens, a):
    """(first, last) token of the noun phrase that begins at a; NONE if none does."""
    b = a
    while b < len(tokens) and b - a < 23 and not ends(v, tokens, a, b):
        b += 1
    b -= 1
    while b >= a and tokens[b].low not in v.speakers and (tokens[b].low == "'s" or tokens[b].kinds & LINKING):
        b -= 1
    return (a, named_after(v, tokens, a, b)) if b >= a else NONE


def named_after(v, tokens, a, b):
    """Last token of the name that follows an office ("the land forces chief, Oleksandr Pavliuk, on Saturday"), or b."""
    if b + 2 >= len(tokens) or tokens[b + 1].raw != ",":
        return b
    office = tokens[v.head(tokens, a, b)].low
    if office not in v.titles and office != "speaker":
        return b
    last = b + 1
    for t in tokens[b + 2:b + 5]:  # "retired colonel" before the name
        if not (t.raw.islower() and (t.low in v.titles or t.low == "retired")):
            break
        last += 1
    for t in tokens[last + 1:b + 6]:
        if not capitalised(t) or t.mention:
            break
        last += 1
    after = token_at(tokens, last + 1)
    closed = after is None or strong(after) or after.raw in ",)" or after.raw in QUOTES or "prepositions" in after.kinds or after.mention
    return last if last > b + 1 and closed else b


def ends(v, tokens, a, k):
    """Does the phrase that began at a end before token k?"""
    t, after = tokens[k], tokens[k + 1] if k + 1 < len(tokens) else None
    inside, by = k > a, after is not None and after.low == "by"
    if t.mention:
        return ends_at_mention(tokens, a, k)
    if strong(t):
        shortened = t.raw == "." and inside and after is not None and tokens[k - 1].low in v.titles and capitalised(after)
        return not shortened  # "Gen. Brook"
    if t.raw == "/" and inside and after is not None and capitalised(tokens[k - 1]) and capitalised(after):
        return False  # "WHO / Ministry of Health"
    if t.raw in ",()/" or t.raw in QUOTES:
        return True
    if inside and (t.low in PERSONAL and t.kinds or new_phrase(tokens, k) or bare_verb(v, tokens, k)):
        return True  # "by the count of Kyiv the Russians have lost …"
    if inside and t.low == "known" and after is not None and after.low == "as":
        return False  # "a surgeon known as Fox"
    capital = t.raw[0].isupper()
    if t.low not in v.speakers and not by and not (capital and inside):
        if after is not None and f"{t.low} {after.low}" in v.speakers:
            return False  # "the think tank Otter"
        if t.low == "states" and inside and (tokens[k - 1].mention or tokens[k - 1].kinds & {"ing", "ed", "determiners"}):
            return False
        if t.kinds & {"auxiliaries", "verbs", "subordinators"} or t.low in v.strong and t.low not in v.carriers:
            return True
    if inside and t.low in TITLED and after is not None and capitalised(after):
        return False  # "a site called Flock Watch"
    if "prepositions" in t.kinds:
        return leaves(v, tokens, a, k)
    if "coordinators" in t.kinds:
        return not joins(v, tokens, k + 1)
    if capital or not inside and "ed" not in t.kinds:
        return False
    if "ed" in t.kinds:
        adjective = k <= a + 1 and v.adjective(tokens, k)
        return not by and t.low not in v.speakers and not adjective
    if "ing" in t.kinds:
        return ends_at_ing(v, tokens, k)
    return "adverbs" in t.kinds and not is_paper(tokens, a, k)


def is_paper(tokens, a, k):
    """Is the "daily" at k, in a phrase from a on, a newspaper ("the daily Echo", "an Ardley daily")?"""
    if tokens[k].low not in ("daily", "weekly"):
        return False
    after_name = k == a + 2 and capitalised(tokens[k - 1]) and "determiners" in tokens[a].kinds
    return after_name or k + 1 < len(tokens) and capitalised(tokens[k + 1])


def ends_at_mention(tokens, a, k):
    """Does a phrase that began at a end before the number or date at k, which is no part of a name ("the 8th regiment")?"""
    if k == a:
        return tokens[k].mention.kind not in COUNTERS
    return not is_mention(tokens[k], "identifier", "ordinal") or k > a + 3 and "determiners" not in tokens[k - 1].kinds


def ends_at_ing(v, tokens, k):
    """Does a phrase end before the participle in -ing at k? Not before one within it ("the ruling party")."""
    before, after = tokens[k - 1], token_at(tokens, k + 1)
    if "speaking" in (tokens[k].low, before.low) or "determiners" in before.kinds or before.mention:
        return False
    return after is None or after.low not in v.speakers


def bare_verb(v, tokens, k):
    """"other sources name almost 1,000", "the rescuers end their search": is the word at k, which no list has, their verb?"""
    t, before, after = tokens[k], tokens[k - 1], token_at(tokens, k + 1)
    many = before.low.endswith("s") and not before.low.endswith("ss") and before.low in v.speakers
    if not many or after is None or not (after.number or "determiners" in after.kinds):
        return False
    plain = t.raw.isalpha() and t.raw.islower() and not t.kinds - {"linking"} and not t.classes
    return plain and t.low not in v.speakers and t.low not in v.carriers


def names_person(tokens, a, b):
    """An aside that is a name or title ("Dmytro Ponomarenko"), to be kept with the subject; not a clause ("who attended")."""
    if tokens[a].low == "the" and b - a < 8 and all(t.raw[0].isupper() or t.low in ("of", "for", "and") for t in tokens[a + 1:b + 1]):
        return a < b  # "Ukraine's military intelligence, the HUR, …", "its partner, the Red Crescent, …"
    if b - a > 6 or not tokens[a].raw[:1].isupper():
        return False
    return not any(t.number or t.kinds & {"verbs", "auxiliaries", "ing", "ed"} or relative(t) for t in tokens[a:b + 1])


def full_name(v, tokens, a, b):
    """Is a..b somebody's first and last name, without a title, so that a title after it adds nothing to it?"""
    return 0 < b - a < 4 and all(capitalised(t) and not t.kinds & NOT_NAMES and t.low not in v.titles and t.low not in v.speakers
                                 for t in tokens[a:b + 1])


def titled_after(v, tokens, a):
    """(first, last) token of the full name right before the comma after which the title at a follows; or None."""
    first, near = tokens[a].low, tokens[a + 1:a + 4]
    titled = first in v.titles or first in ("a", "an", "the") and any(t.low in v.titles for t in near)
    if not (titled or first in ("a", "an") and any(t.low in v.speakers for t in near)):
        return None
    aged = a > 4 and tokens[a - 2].mention is not None and tokens[a - 3].raw == ","  # "Mei Tanaka, 49, a teacher"
    comma = a - 3 if aged else a - 1
    begin = comma
    while begin > 0 and capitalised(tokens[begin - 1]) and not tokens[begin - 1].mention and "prepositions" not in tokens[begin - 1].kinds:
        begin -= 1  # not "In Ardley, Colonel Mei Tanaka, …"
    return (begin, comma - 1) if full_name(v, tokens, begin, comma - 1) else None


def past_when(tokens, j):
    """First token at or after j that is no date or time of its own ("at 9 a.m.", ", on Friday")."""
    while j < len(tokens):
        k = j + (tokens[j].raw == ",")
        while k < len(tokens) and (tokens[k].low in WHEN or tokens[k].low == "the" and before_date(tokens, k)):
            k += 1
        if k >= len(tokens) or not tokens[k].mention or tokens[k].number:
            break
        j = k + 1 + (low_at(tokens, k + 1) in HOURS)
    return j


def before_date(tokens, k):
    """Does a date come right after token k?"""
    return k + 1 < len(tokens) and is_mention(tokens[k + 1], "date")


def dated(tokens, k):
    """Does the date at k say when something was made public ("a report published on Friday")?"""
    j = k - 1
    while j > 0 and (tokens[j].low in WHEN or tokens[j].low in ("the", "late", "early")):
        j -= 1
    return j > 0 and tokens[j].low in PUBLISHED | MADE


def new_phrase(tokens, k):
    """Does the determiner at k begin a phrase of its own, right after the noun of another?"""
    return tokens[k].low in FRESH and not tokens[k - 1].kinds & FRAME and tokens[k - 1].low not in ("'s", "all", "both")


def leaves(v, tokens, a, k):
    """Does the preposition at k lead out of the phrase ("officials on Monday") and not on within it ("the Ministry of Defence")?"""
    if k == a:
        return True
    word, after = tokens[k].low, token_at(tokens, k + 1)
    if word not in INSIDE:
        sent = tokens[k - 1].low in v.titles or tokens[k - 1].low in LINKED
        return not (sent and word == "to" and after is not None and capitalised(after))  # "the envoy to Kyiv"
    if after is None:
        return False
    return after.mention is not None or "prepositions" in after.kinds or after.low in HOURS or word == "on" and not capitalised(after)


def joins(v, tokens, k):
    """Does "and" before k join two speakers ("the US and South Korea") and not two clauses?"""
    for j in range(k, min(len(tokens), k + 8)):
        t = tokens[j]
        if j == k and (t.low in ("a", "an") or minor(t)) and any(x.low in v.speakers for x in tokens[k + 1:k + 4]):
            continue  # "the ministry and a war monitor", "a nurse and two witnesses"
        if t.number or t.low in ("that", "another") or j == k and t.low == "a":
            return False
        if strong(t) or t.raw == "," or t.raw in QUOTES:
            return True
        if t.kinds & PREDICATIVE and t.low not in v.speakers:
            return t.low in v.strong or t.low in v.weak
    return True
