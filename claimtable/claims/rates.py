"""What a number is a rate of: a month, a day, a head."""

from ..grammar.clauses import PREDICATIVE, STRONG
from ..grammar.reach import OCCASION


def rate(tokens, i, j, units, nouns):
    """{'month'} for "$2,000 a month", {'day'} for "92 casualties a day" and "daily losses of 92"; empty for a plain number."""
    found, money = set(), tokens[i].mention.kind == "money"
    for k in range(i + 1, min(len(tokens), j + 7)):
        token = tokens[k]
        if token.raw == "," and tokens[k - 1].low in ("each", "apiece"):
            break
        if money and (token.mention and token.mention.kind == "money" or token.raw == "." and tokens[k - 1].low == "i.e" or token.raw in ":–—" and j > k):
            continue  # "$2,000, i.e. Rs 1.68 lakh, per month", "$2,000: monthly pay"
        if token.number or token.raw in STRONG:
            break
        if token.low in ("each", "every") and k + 1 < len(tokens) and tokens[k + 1].mention:
            continue  # "15,000, exchanged each 2-3 months"
        if token.low.endswith("ly") and (k + 1 < len(tokens) and tokens[k + 1].raw[:1].isupper() or token.low in units and tokens[k - 1].raw[:1].isupper() and not tokens[k - 1].mention):
            continue  # "writes the Ardley daily", "the daily Post"
        if token.low in units and not (k + 1 < len(tokens) and (tokens[k + 1].low in ("earlier", "later", "ago") or token.low.endswith("ly") and tokens[k + 1].low in OCCASION)):  # "the daily bulletin"
            before, earlier = tokens[k - 1].low, tokens[k - 2]
            if token.low.endswith("ly") or token.low in ("each", "apiece") and before != "of" and not (k + 1 < len(tokens) and tokens[k + 1].low in ("with", "of", "one", "had", "has")) or before in ("per", "each", "every") or earlier.low in ("per", "each") \
                    or before in ("and", "/") and found or money and before == "in" \
                    or before in ("a", "an") and not (units[token.low] == "head" and k + 1 < len(tokens) and tokens[k + 1].kinds & PREDICATIVE) and earlier.raw != "," and (money or "prepositions" not in earlier.kinds):
                found.add(units[token.low])
    for k in range(i - 1, max(-1, i - 12), -1):
        token = tokens[k]
        if k < i - 7 and not token.low.endswith("ly"):
            continue
        if token.mention and token.low != "one" or token.raw in STRONG and not (token.raw == ":" and k == i - 1) or token.raw == "," and not (k == i - 1 and tokens[i + 1:i + 2] and tokens[i + 1].raw == ","):
            break
        if token.low in units:
            if money and k > 1 and tokens[k - 1].low in ("one", "a", "each", "every") and tokens[k - 2].low == "for":
                found.add(units[token.low])  # "For one month at the front a man gets $2,000"
            near = {t.low for t in tokens[max(0, k - 2):k]}
            opens = k == 0 or tokens[k - 1].raw in ",:;•-–—" or bool(tokens[k + 1].classes & nouns)
            if token.low == "annual" or token.low.endswith("ly") and (k == i - 1 or opens) or near & {"each", "every"} or k and tokens[k - 1].low == "per":
                found.add(units[token.low])
    if not found and i + 1 < len(tokens) and tokens[i + 1].raw == "-":
        found.update(tokens[i].mention.per.split())  # "$2,000-a-month"
    return frozenset(found)
