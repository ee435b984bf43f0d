"""Looks from one word of a sentence to its neighbours: the next word, the nearest word of a kind on either side, what a stretch holds.

`test` is a function of one token: `is_comma`, `strong`, `pauses`, … or any of the caller's own.
"""

from .clauses import strong


def is_comma(token):
    return token.raw == ","


def pauses(token):
    """A comma, or a sign that ends a clause whatever stands around it."""
    return token.raw == "," or strong(token)


def capitalised(token):
    """Does it begin with a capital?"""
    return token.raw[0].isupper()


def coordinates(token):
    """Is it "and", "or", "but"?"""
    return "coordinators" in token.kinds


def is_number(token):
    """Is it a quantity, and not a date or a name that was found as one?"""
    return token.number


def is_mention(token, *kinds):
    """Is it a number or date that was found, of one of these kinds ("date", "money")?"""
    return token.mention is not None and token.mention.kind in kinds


def token_at(tokens, k):
    """The token at k, or None past the end of the sentence."""
    return tokens[k] if k < len(tokens) else None


def low_at(tokens, k):
    """The token at k in lower case, or '' past the end of the sentence."""
    return tokens[k].low if k < len(tokens) else ""


def nearest_before(tokens, i, test, within=None, none=-1):
    """Index of the nearest of the `within` tokens left of i (of all, without it) that passes; `none` if none does."""
    for k in range(i - 1, -1 if within is None else max(-1, i - 1 - within), -1):
        if test(tokens[k]):
            return k
    return none


def first_from(tokens, a, test, within=None, none=-1):
    """Index of the first of the `within` tokens from a on (of all, without it) that passes; `none` if none does."""
    for k in range(a, len(tokens) if within is None else min(len(tokens), a + within)):
        if test(tokens[k]):
            return k
    return none


def numbered(tokens):
    """Does a stretch of tokens hold a quantity?"""
    for token in tokens:
        if token.number:
            return True
    return False


def holds(tokens, kinds):
    """Does a stretch of tokens hold a word of one of these classes (a set such as VERBAL)?"""
    for token in tokens:
        if token.kinds & kinds:
            return True
    return False


def spelled(tokens):
    """The words of a stretch of tokens in lower case, with one space between."""
    return " ".join([token.low for token in tokens])


def clause_ends(tokens, k):
    """Does the sentence or a clause of it end before token k: at its end, a comma or a strong sign?"""
    return k >= len(tokens) or pauses(tokens[k])
