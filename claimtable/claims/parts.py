"""Is a number a part of one told before, or of something that no list knows?"""

from ..grammar.clauses import ACTIVE, EMPTY, strong
from ..grammar.links import SKIPPED
from ..grammar.neighbours import spelled

THEM = frozenset(["them", "these", "those", "whom"])
INCLUDING = frozenset(["including", "whom", "includes", "include", "included"])
VERBS, LINKING = frozenset(["verbs", "ed"]), frozenset(["cue", "auxiliaries", "linking"])
OF_WHICH = frozenset("the it these those them us their his its whom which".split())


def is_part(tokens, i, of, link, after, parts):
    """"Twelve of the dead were in one home", "of these, 300 will be torn down", "including 8 children": nothing new is counted."""
    if of and i + 2 < len(tokens) and tokens[i].mention.kind not in ("percent", "fraction") and tokens[i + 2].low in OF_WHICH:
        inner = next((k for k in range(i + 2, min(len(tokens), i + 4)) if tokens[k].number), 0)
        noun = tokens[inner + 1:inner + 4] if inner else tokens[i + 3:i + 4] if tokens[i + 2].low not in THEM | {"us"} else ()
        named = EMPTY.union(*(t.classes for t in noun))  # "300 of the (900) injured are in hospital"
        acted_on = link.kind == "other" and tokens[i].mention.kind != "money" and transitive(tokens, i)
        return after <= named and link.kind not in ("verb", "link") and not acted_on
    if i + 2 < len(tokens) and tokens[i + 1].low == "among" and tokens[i + 2].low in THEM:
        return True  # "1,000 men, the navy's 60 among them"
    named = EMPTY.union(*(t.classes for t in tokens[1:i])) if tokens[0].low == "of" else EMPTY
    return (after <= named or tokens[i].mention.kind == "money") and parted(tokens, i, parts)  # "Of the injured, 300 are still in hospital"


def parted(tokens, i, parts):
    """Do words before number i make it a part of the one before ("of whom 300", "including 300")?"""
    k = i - 1
    while k >= 0 and not tokens[k].mention and (tokens[k].raw == "," or tokens[k].low in SKIPPED or "adverbs" in tokens[k].kinds):
        k -= 1
    last = next((n for n in range(i - 1, -1, -1) if tokens[n].number), -1)
    if last >= 0 and "coordinators" in tokens[i - 1].kinds and parted(tokens, last, parts):
        return True  # "$20 billion, of which $7 billion is for houses and $1 billion for roads"
    if tokens[0].low == "of" and k > max(last, 1) and tokens[k + 1].raw == "," and not any(t.number for t in tokens[:max(last, 0)]):
        return True  # "Of 1.7 million who left, 528,000 went by bus", "Of the wounded, 18 are in a critical state"
    if last >= 0 and any(opens_of_which(tokens, n) for n in range(max(2, last, i - 6), i)):
        return True  # "$20 billion, of which insurers carry $1 billion"
    return spelled(tokens[max(0, k - 1):k + 1]) in parts or k >= 0 and tokens[k].low in INCLUDING


def opens_of_which(tokens, n):
    """Is the word at n the "which" or "whom" of ", of which"?"""
    return tokens[n].low in ("which", "whom") and tokens[n - 1].low == "of" and tokens[n - 2].raw in ",("


def happens(tokens, j):
    """Does a finite verb, and no "is" or "have been", follow at j, of which a share is the subject ("10% of the men [had seen combat]")?"""
    k = next((k for k in range(j, min(len(tokens), j + 4)) if not tokens[k].kinds & {"auxiliaries", "adverbs"}), 0)
    if k == j and (k + 1 >= len(tokens) or strong(tokens[k + 1])):
        return False  # "half of the men gone"
    if k < j or k == j and "verbs" not in tokens[min(j, len(tokens) - 1)].kinds:
        return False
    return bool(tokens[k].kinds & VERBS) and not any("be" in t.kinds for t in tokens[j:k])


def another(tokens, i, thing):
    """Does the number before i count something else than `thing` in the same breath ("4,000 casualties, including 1,000 deaths")?"""
    before = next((k for k in range(i - 1, -1, -1) if tokens[k].number), i)
    return before < i and not any(thing in t.classes for t in tokens[before:i])


def in_lots(tokens, i):
    """"They come in groups of 12 to 15", "in batches of about 300": is number i only the size of each of several?"""
    of = next((k for k in range(i - 1, max(1, i - 4), -1) if tokens[k].low == "of"), 0)
    lots = tokens[of - 1]
    if of < 2 or tokens[of - 2].low != "in" or lots.classes or lots.mention:
        return False
    return lots.raw.islower() and lots.low.endswith("s") and not lots.low.endswith("ss")


def transitive(tokens, i):
    """Is number i the object of the verb right before it ("trains carried 1,800 of the soldiers")?"""
    return bool(tokens[i - 1].kinds & ACTIVE) and "auxiliaries" not in tokens[i - 1].kinds


def of_unknown_verb(tokens, i, j, link, lookup):
    """Is a number without a noun the subject or the object of a verb that no list knows?"""
    if link.kind == "other":
        kinds = lookup(link.word)[1]
        return bool(kinds & VERBS) and not kinds & LINKING and "putting" not in kinds
    if link.kind or not j == i + 1 < len(tokens):
        return False
    return bool(tokens[j].kinds & ACTIVE) and not tokens[j].kinds & LINKING


def beside_a_verb(tokens, i, links):
    """"Floods kill 15, displace 300": is the word before number i a verb that no list has, beside one that tells the number before?"""
    if i < 4 or not tokens[i - 3].number or tokens[i - 1].kinds or tokens[i - 1].classes or not tokens[i - 1].raw.islower():
        return False
    return (tokens[i - 2].raw == "," or "coordinators" in tokens[i - 2].kinds) and links.left(tokens, i - 3).kind == "verb"
