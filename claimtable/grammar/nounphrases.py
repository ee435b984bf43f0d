"""The noun phrase that begins at a word and may name a speaker: how far it goes. `v` are the Speakers."""

from .clauses import PREDICATIVE, QUOTES, VERBAL, relative, strong

NONE = (1, 0)  # an empty span of tokens: first after last
COUNTERS = frozenset(["ordinal", "number", "identifier", "rank"])  # kinds of mention a speaker's name may contain: "8th regiment"
FRESH = frozenset("the this that these those a an its their his her".split())  # a new phrase begins
MANY = ("s", "men", "people", "dead")  # ends of what stands for many
PERSONAL = frozenset(["he", "she", "they", "it", "we", "i"])
WHEN = frozenset("at on in by of as late early since last".split())  # before a date
BRIEFED = frozenset("briefed told informed supplied provided compiled".split())
OTHER_THAN_NOUNS = frozenset("prepositions coordinators subordinators auxiliaries verbs adverbs determiners ed".split())
MADE = frozenset("released published issued compiled collected prepared kept given gathered circulated supplied provided".split())
PUBLISHED = frozenset("aired broadcast printed published released issued posted tweeted circulated leaked dated seen obtained shared forwarded uploaded recorded filed delivered presented".split())
SHOWN = frozenset("sheet file clip clips video videos post posts leaflet leaflets podcast podcasts broadcast programme documentary tweet tweets blog blogs thread newspaper paper pamphlet slide message letter memo document documents article recording".split())
NOT_NAMES = frozenset(["prepositions", "determiners", "coordinators", "adverbs"])
TITLED = frozenset("called named dubbed titled styled".split())
HOURS = frozenset("evening morning afternoon midnight noon midday dawn dusk night nightfall daybreak sunrise sunset lunchtime teatime".split())
FRAME = frozenset(["prepositions", "coordinators", "determiners", "punct"])
LINKED = frozenset("close loyal envoy envoys adviser advisers advisor advisors aide aides assistant ambassadors delegate delegates links ties access connections contacts next".split())  # before "to"
SINCE = frozenset("later earlier before afterwards ago".split())
SPANS = frozenset("second seconds minute minutes hour hours day days week weeks month months year years moment moments while shortly long".split())
LOCATIVE = frozenset("in at from near outside inside".split())
INSIDE = frozenset("of for in at from by with on".split())  # prepositions a speaker's name may contain


def phrase(v, tokens, a):
    """(first, last) token of the noun phrase that begins at a; NONE if none does."""
    b = a
    while b < len(tokens) and b - a < 23 and not ends(v, tokens, a, b):
        b += 1
    b -= 1
    while b >= a and tokens[b].low not in v.speakers and (tokens[b].low == "'s" or tokens[b].kinds & {"prepositions", "coordinators", "determiners"}):
        b -= 1
    return (a, named_after(v, tokens, a, b)) if b >= a else NONE


def named_after(v, tokens, a, b):
    """Last token of the name that follows an office ("the land forces chief, Oleksandr Pavliuk, on Saturday"), or b."""
    if b + 2 >= len(tokens) or tokens[b + 1].raw != "," or tokens[v.head(tokens, a, b)].low not in v.titles and tokens[v.head(tokens, a, b)].low != "speaker":
        return b
    last = b + 1
    while last + 1 < len(tokens) and tokens[last + 1].raw.islower() and (tokens[last + 1].low in v.titles or tokens[last + 1].low == "retired") and last < b + 4:
        last += 1
    while last + 1 < len(tokens) and tokens[last + 1].raw[0].isupper() and not tokens[last + 1].mention and last < b + 5:
        last += 1
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    closed = after is None or strong(after) or after.raw in ",)" or after.raw in QUOTES or "prepositions" in after.kinds or after.mention
    return last if last > b + 1 and closed else b


def ends(v, tokens, a, k):
    """Does the phrase that began at a end before token k?"""
    t, after = tokens[k], tokens[k + 1] if k + 1 < len(tokens) else None
    inside, by = k > a, after is not None and after.low == "by"
    if t.mention:
        return inside and k > a + 3 and not (t.mention.kind in ("identifier", "ordinal") and "determiners" in tokens[k - 1].kinds) or t.mention.kind not in COUNTERS or inside and t.mention.kind not in ("identifier", "ordinal")
    if strong(t):
        return not (t.raw == "." and inside and after is not None and tokens[k - 1].low in v.titles and after.raw[:1].isupper())
    if t.raw == "/" and inside and after is not None and tokens[k - 1].raw[0].isupper() and after.raw[:1].isupper():
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
    if inside and t.low in TITLED and after is not None and after.raw[:1].isupper():
        return False  # "a site called Flock Watch"
    if "prepositions" in t.kinds:
        return leaves(v, tokens, a, k)
    if "coordinators" in t.kinds:
        return not joins(v, tokens, k + 1)
    if capital or not inside and "ed" not in t.kinds:
        return False
    if "ed" in t.kinds:
        return not by and t.low not in v.speakers and not (k <= a + 1 and v.adjective(tokens, k))
    if "ing" in t.kinds:
        return t.low != "speaking" and tokens[k - 1].low != "speaking" and "determiners" not in tokens[k - 1].kinds and not tokens[k - 1].mention and not (after is not None and after.low in v.speakers)
    return "adverbs" in t.kinds and not (t.low in ("daily", "weekly") and after is not None and after.raw[0].isupper())


def bare_verb(v, tokens, k):
    """"other sources name almost 1,000", "the rescuers end their search": is the word at k, known to no list, the verb of many who can speak?"""
    t, before, after = tokens[k], tokens[k - 1], tokens[k + 1] if k + 1 < len(tokens) else None
    return after is not None and before.low.endswith("s") and not before.low.endswith("ss") and before.low in v.speakers and t.raw.isalpha() and t.raw.islower() and not t.kinds - {"linking"} and \
        not t.classes and t.low not in v.speakers and t.low not in v.carriers and (after.number or "determiners" in after.kinds)


def names_person(tokens, a, b):
    """An aside that is a name or title ("Dmytro Ponomarenko"), to be kept with the subject; not a clause ("who attended")."""
    if tokens[a].low == "the" and b - a < 8 and all(t.raw[0].isupper() or t.low in ("of", "for", "and") for t in tokens[a + 1:b + 1]):
        return a < b  # "Ukraine's military intelligence, the HUR, …", "its partner, the Red Crescent, …"
    if b - a > 6 or not tokens[a].raw[:1].isupper():
        return False
    return not any(t.number or t.kinds & {"verbs", "auxiliaries", "ing", "ed"} or relative(t) for t in tokens[a:b + 1])


def full_name(v, tokens, a, b):
    """Is a..b somebody's first and last name, without a title, so that a title after it adds nothing to it?"""
    return 0 < b - a < 4 and all(t.raw[0].isupper() and not t.kinds & NOT_NAMES and t.low not in v.titles and t.low not in v.speakers for t in tokens[a:b + 1])


def titled_after(v, tokens, a):
    """(first, last) token of the full name right before the comma after which the title at a follows; or None."""
    comma = a - 1 - 2 * (a > 4 and tokens[a - 2].mention is not None and tokens[a - 3].raw == ",")  # "Mei Tanaka, 49, a teacher"
    first = comma
    while first > 0 and tokens[first - 1].raw[0].isupper() and not tokens[first - 1].mention and "prepositions" not in tokens[first - 1].kinds:
        first -= 1  # not "In Ardley, Colonel Mei Tanaka, …"
    title = tokens[a].low in v.titles or tokens[a].low in ("a", "an", "the") and any(t.low in v.titles for t in tokens[a + 1:a + 4]) or tokens[a].low in ("a", "an") and any(t.low in v.speakers for t in tokens[a + 1:a + 4])
    return (first, comma - 1) if title and full_name(v, tokens, first, comma - 1) else None


def past_when(tokens, j):
    """First token at or after j that is no date or time of its own ("at 9 a.m.", ", on Friday")."""
    while j < len(tokens):
        k = j + (tokens[j].raw == ",")
        while k < len(tokens) and (tokens[k].low in WHEN or tokens[k].low == "the" and k + 1 < len(tokens) and tokens[k + 1].mention and tokens[k + 1].mention.kind == "date"):
            k += 1
        if k >= len(tokens) or not tokens[k].mention or tokens[k].number:
            break
        j = k + 1 + (k + 1 < len(tokens) and tokens[k + 1].low in HOURS)
    return j


def hanging(v, tokens, k):
    """Index of the noun that a clause ending at k hangs on ("that thousands have shared", "I met in Ardley"), if that speaks; or 0."""
    verb = False
    for j in range(k, max(0, k - 10), -1):
        t = tokens[j]
        if t.raw == "," or strong(t) or "coordinators" in t.kinds:
            return 0
        if verb and (t.low in ("that", "whom") or t.low in ("i", "we", "you") and contact(tokens, j)):
            noun = any("determiners" in x.kinds or x.number for x in tokens[max(0, j - 6):j - 1])
            return j - 1 if noun and (v.can_speak(tokens, j - 1, j - 1) or tokens[j - 1].low in v.carriers) else 0
        verb = verb or bool(t.kinds & PREDICATIVE) and not (j < k and "ed" in t.kinds and "determiners" in tokens[j - 1].kinds and tokens[j - 1].low != "that" and v.adjective(tokens, j))
    return 0


def last_name(v, tokens, k):
    """First token of the known body named before ", which" at the end of a phrase ("6 per cent below the survey, which has 300"), or 0."""
    return next((j + 1 for j in range(k - 1, max(-1, k - 6), -1) if ("prepositions" in tokens[j].kinds or tokens[j].low in ("below", "above")) and (v.named(tokens, j + 1, k) or v.keeps_count(tokens, j + 1, k))), 0)


def before_relative(v, tokens, k):
    """"a memo that spoke of 300": the thing that speaks before the "that" at k; NONE if it cannot."""
    if k < 2 or tokens[k].low not in ("that", "which") or not (tokens[k - 1].low in v.speakers or tokens[k - 1].low in v.carriers):
        return NONE
    a = next((j for j in range(k - 2, max(-1, k - 6), -1) if "determiners" in tokens[j].kinds), -1)
    return (a, k - 1) if a >= 0 else (k - 1, k - 1) if tokens[k - 1].low.endswith("s") else NONE


def dated(tokens, k):
    """Does the date at k say when something was made public ("a report published on Friday")?"""
    j = k - 1
    while j > 0 and (tokens[j].low in WHEN or tokens[j].low in ("the", "late", "early")):
        j -= 1
    return j > 0 and tokens[j].low in PUBLISHED | MADE


def new_phrase(tokens, k):
    """Does the determiner at k begin a phrase of its own, right after the noun of another?"""
    return tokens[k].low in FRESH and not tokens[k - 1].kinds & FRAME and tokens[k - 1].low not in ("'s", "all", "both")


def fresh(v, tokens, a, last):
    """First token of the last phrase within a..last: "sheep the ministry [reported]", "300 sheep Ardley [says]" => the ministry, Ardley; not after a verb ("posts a clip")."""
    if tokens[a].low == "'s":
        a = next((k for k in range(a + 1, last + 1) if tokens[k].raw[0].isupper()), a + 1)  # "for the first of Monday's shocks USGS gives"
    if (tokens[last].raw[0].isupper() or v.apart(tokens[last])) and (hung := next((k + 1 for k in range(max(1, a), last) if tokens[k].classes and (tokens[k].low.endswith(MANY) or tokens[k].raw.islower() and tokens[k + 1].raw[0].isupper()) and (tokens[k + 1].raw[0].isupper() or v.apart(tokens[k + 1])) and any(t.number for t in tokens[max(0, k - 5):k])), 0)):
        return hung  # "the 300 men Ruland [says] were sent", "the 300 sheep officials [say] drowned"
    return next((k for k in range(last, a, -1) if new_phrase(tokens, k) and not (tokens[k - 1].low.endswith("s") and (tokens[k - 1].low in v.strong or tokens[k - 1].low in v.weak))), a)


def past_later(tokens, a, last):
    """Skip "An hour later", "Two days earlier" at the head of a subject."""
    return next((k + 1 for k in range(a, min(a + 4, last)) if tokens[k].low in SINCE and k and (tokens[k - 1].low in SPANS or tokens[k - 1].mention or tokens[k + 1].raw[0].isupper())), a)


def past_place(v, tokens, a, last):
    """Where a name begins right after the place that the preposition at a leads to ("In Kyiv Oleh Sova", "In Ardley Ruland's spy agency"), or 0."""
    if tokens[a].low not in LOCATIVE:
        return 0
    end = next((k for k in range(a + 1, last + 1) if not tokens[k].raw[0].isupper() and tokens[k].low != "'s"), last + 1)
    place = next((k for k in range(min(a + 4, last - 1), a, -1) if " ".join(t.low for t in tokens[a + 1:k + 1]) in v.places), 0)
    if place and not tokens[place + 1].kinds & FRAME and tokens[place + 1].low != "'s":
        return place + 1
    begins = range(a + 2, end)
    known = next((k for k in begins if any(" ".join(t.low for t in tokens[k:m]) in v.names for m in range(k + 1, min(k + 5, end) + 1)) or tokens[k].low in v.titles), 0)
    owner = next((k - 1 for k in begins if tokens[k].low == "'s" and k > a + 2), 0)
    full = a + 2 + (end - a > 4) if end - a > 2 and end == last + 1 and not owner and not any(tokens[k].low == "'s" for k in begins) else 0
    return min(filter(None, (known, owner)), default=full)


def leaves(v, tokens, a, k):
    """Does the preposition at k lead out of the phrase ("officials on Monday") and not on within it ("the Ministry of Defence")?"""
    if tokens[k].low not in INSIDE or k == a:
        return k == a or not (tokens[k].low == "to" and k + 1 < len(tokens) and tokens[k + 1].raw[0].isupper() and (tokens[k - 1].low in v.titles or tokens[k - 1].low in LINKED))  # "the envoy to Kyiv"
    if k + 1 >= len(tokens):
        return False
    after = tokens[k + 1]
    return after.mention is not None or "prepositions" in after.kinds or after.low in HOURS or tokens[k].low == "on" and not after.raw[:1].isupper()


def joins(v, tokens, k):
    """Does "and" before k join two speakers ("the US and South Korea") and not two clauses?"""
    for j in range(k, min(len(tokens), k + 8)):
        t = tokens[j]
        if t.number or t.low in ("that", "another") or j == k and t.low == "a":
            return False
        if strong(t) or t.raw == "," or t.raw in QUOTES:
            return True
        if t.kinds & PREDICATIVE and t.low not in v.speakers:
            return t.low in v.strong or t.low in v.weak
    return True


def innermost(v, tokens, cue, a, b):
    """"lawmakers briefed by the NIS" => the NIS; "a source quoted by Yonhap" => the source, relayed by Yonhap."""
    if briefed(v, tokens, cue, a, b):
        return
    head = v.head(tokens, a, b)
    first, last = head + 2, next((k - 1 for k in range(head + 3, b) if tokens[k].low == "on"), b)
    from_place = first > b or tokens[head + 1].low == "from" and (" ".join(t.low for t in tokens[first:last + 1]) in v.places or first == last and not v.known(tokens, first, last))
    if not from_place and (tokens[head].low in v.carriers or tokens[head].low in SHOWN) and tokens[head + 1].low in ("by", "from") and v.head_speaks(tokens, first, last):
        cue.who = v.span(tokens, first, last)  # "a statement by the ministry says"; not "intelligence from Seoul"
        return
    for k in range(a + 1, b):
        low, by = tokens[k].low, tokens[k + 1].low == "by"
        if by and low in ("quoted", "cited", "interviewed", "contacted"):
            cue.relay, cue.who = v.span(tokens, k + 2, b), v.span(tokens, a, k - 1)
            return
        if relative(tokens[k]) or low in ("speaking", "after", "whose") or tokens[k].raw == "(" and k > a + 1:
            cue.who = v.span(tokens, a, k - 1 - (tokens[k - 1].raw == ","))
            return


def briefed(v, tokens, cue, a, b):
    """"a lawmaker briefed by the NIS", "MPs who were briefed by the NIS": the cue is the NIS's, relayed by the other. => was it so?"""
    head = tokens[v.head(tokens, a, min(b, next((j for j in range(a, b) if tokens[j].raw == ","), b + 1) - 1))].low
    carries = head in v.carriers or head in SHOWN
    k = next((k for k in range(a + 1, b) if (tokens[k].low in BRIEFED or carries and tokens[k].low in MADE) and tokens[past_when(tokens, k + 1)].low == "by"), 0)
    first, last = v.phrase(tokens, past_when(tokens, k + 1) + 1) if k else NONE
    if first > last:
        return False
    if carries:
        cue.who = v.span(tokens, first, last)  # "the figures, released by the ministry, show …"
        return True
    end = next((j for j in range(a + 1, k) if tokens[j].raw == "," or relative(tokens[j])), k)
    cue.relay, cue.who = v.span(tokens, a, end - 1), v.span(tokens, first, last)
    return True


def contact(tokens, a):
    """Does the subject at a stand right after a noun or a number, with nothing between: a clause without its "that" ("the 300 deaths the ministry reported", "the 300 it says have drowned")?"""
    before = tokens[a - 1]
    if before.number:
        return "determiners" in tokens[a - 2].kinds
    return before.raw.isalpha() and (before.raw.islower() or bool(before.classes) and before.low.endswith("s")) and not before.kinds & OTHER_THAN_NOUNS or bool(before.classes) and before.low.endswith(MANY) and any(t.number for t in tokens[max(0, a - 4):a - 1])


def before_clause(v, tokens, k):
    """Index of the end of the noun that a relative clause hangs on, if one ends at k; else k."""
    token, before = tokens[k], tokens[k - 1] if k else tokens[k]
    if relative(token) and k > 1 and before.raw == ",":
        return k - 2  # "a comment by the Pentagon, which puts …"
    if k and token.low == "who" and relative(token):
        return k - 1  # "It was Ada Brook who [said]"
    if token.low == "that" and k:
        if before.raw == ")" and (opened := v.opening(tokens, k - 1)) > 0:
            return opened - 1  # "the channel (88k followers) that has …"
        if v.can_speak(tokens, k - 1, k - 1) or k > 3 and before.raw == "," and v.opening(tokens, k - 1) > 1:
            return k - 1  # "a post that claims …", "a document, supposedly his, that lists …"
        if k > 2 and before.mention and before.mention.kind == "date" and tokens[k - 2].low in ("of", "from", "dated"):
            return k - 3  # "a letter of 3 March that claims …"
    elif k > 1 and token.low in ("we", "i") and contact(tokens, k):
        return k - 1
    elif k > 2 and (hung := hanging(v, tokens, k)):
        return hung  # "a slide that thousands have shared [says]"
    elif k > 2 and token.kinds & VERBAL and before.low in PERSONAL:
        if contact(tokens, k - 1):
            return k - 2  # "a colonel we rang [thinks]"
        if tokens[k - 2].low in ("whom", "that"):  # "an official to whom we spoke [thinks]"
            return k - 3 - ("prepositions" in tokens[k - 3].kinds)
    return k
