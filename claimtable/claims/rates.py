"""What a number is a rate of: a month, a day, a head."""

from ..grammar.clauses import PREDICATIVE, STRONG
from ..grammar.neighbours import low_at
from ..grammar.reach import OCCASION

EACH, PER = frozenset(["each", "apiece"]), frozenset(["per", "each", "every"])
AT_TIME = frozenset(["earlier", "later", "ago"])
AFTER_EACH = frozenset(["with", "of", "one", "had", "has"])  # before these "each" belongs to what comes


def rate(tokens, i, j, units, nouns):
    """{'month'} for "$2,000 a month", {'day'} for "92 casualties a day" and "daily losses of 92"; empty for a plain number.

    j: where the noun phrase behind number i ends; units: {word: what it is a rate of}.
    """
    found = rates_after(tokens, i, j, units) | rates_before(tokens, i, units, nouns)
    if not found and low_at(tokens, i + 1) == "-":
        return frozenset(tokens[i].mention.per.split())  # "$2,000-a-month"
    return frozenset(found)


# ---------------------------------------------------------------- behind the number

def rates_after(tokens, i, j, units):
    found, money = set(), tokens[i].mention.kind == "money"
    for k in range(i + 1, min(len(tokens), j + 7)):
        token = tokens[k]
        if token.raw == "," and tokens[k - 1].low in EACH:
            break
        if money and restates(tokens, i, k, j):
            continue
        if token.number or token.raw in STRONG:
            break
        if token.low in ("each", "every") and k + 1 < len(tokens) and tokens[k + 1].mention:
            continue  # "15,000, exchanged each 2-3 months"
        if token.low not in units or of_a_name(tokens, k) or of_a_time(tokens, k):
            continue
        if says_rate(tokens, k, money) or tokens[k - 1].low in ("and", "/") and found or with_article(tokens, k, units, money):
            found.add(units[token.low])
    return found


def restates(tokens, i, k, j):
    """Does the token at k lead on to the same sum: "$2,000, [i.e. Rs 1.68 lakh], per month", "$2,000[:] monthly pay"?

    Another sum in the same currency is another: "$4 billion, or $30 a share".
    """
    token = tokens[k]
    if token.mention and token.mention.kind == "money":
        return token.mention.unit != tokens[i].mention.unit
    return token.raw == "." and tokens[k - 1].low == "i.e" or token.raw in ":–—" and j > k


def of_a_name(tokens, k):
    """"writes the Ardley [daily]", "the [daily] Post"."""
    if not tokens[k].low.endswith("ly"):
        return False
    if k + 1 < len(tokens) and tokens[k + 1].raw[:1].isupper():
        return True
    return tokens[k - 1].raw[:1].isupper() and not tokens[k - 1].mention


def of_a_time(tokens, k):
    """"a [month] later", "the [daily] bulletin"."""
    after = low_at(tokens, k + 1)
    return after in AT_TIME or tokens[k].low.endswith("ly") and after in OCCASION


def says_rate(tokens, k, money):
    """"daily", "each" at the end, "per month", "per working day", and of money "in a month"."""
    low, before = tokens[k].low, tokens[k - 1].low
    if low.endswith("ly") or before in PER or tokens[k - 2].low in ("per", "each") or money and before == "in":
        return True
    return low in EACH and before != "of" and low_at(tokens, k + 1) not in AFTER_EACH


def with_article(tokens, k, units, money):
    """"92 a day"; not "a head is", nor "in a day" of what is no money."""
    before, earlier = tokens[k - 1], tokens[k - 2]
    if before.low not in ("a", "an") or earlier.raw == "," or not money and "prepositions" in earlier.kinds:
        return False
    return not (units[tokens[k].low] == "head" and k + 1 < len(tokens) and tokens[k + 1].kinds & PREDICATIVE)


# ---------------------------------------------------------------- before it

def rates_before(tokens, i, units, nouns):
    found, money = set(), tokens[i].mention.kind == "money"
    for k in range(i - 1, max(-1, i - 12), -1):
        token = tokens[k]
        if k < i - 7 and not token.low.endswith("ly"):
            continue
        if parts(tokens, k, i):
            break
        if token.low not in units:
            continue
        if money and k > 1 and tokens[k - 1].low in ("one", "a", "each", "every") and tokens[k - 2].low == "for":
            found.add(units[token.low])  # "For one month at the front a man gets $2,000"
        near = {t.low for t in tokens[max(0, k - 2):k]}
        opens = k == 0 or tokens[k - 1].raw in ",:;•-–—" or bool(tokens[k + 1].classes & nouns)
        adverb = token.low.endswith("ly") and (k == i - 1 or opens)
        if token.low == "annual" or adverb or near & {"each", "every"} or k and tokens[k - 1].low == "per":
            found.add(units[token.low])
    return found


def parts(tokens, k, i):
    """Does the token at k keep what stands before it from number i?"""
    token = tokens[k]
    if token.mention and token.low != "one":
        return True
    if token.raw == ",":
        return not (k == i - 1 and low_at(tokens, i + 1) == ",")
    return token.raw in STRONG and not (token.raw == ":" and k == i - 1)
