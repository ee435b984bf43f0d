"""Whom a verb of saying has as subject where that stands as the object of another: "it fell to the ministry to say", "led experts to say".

Each function takes the Speakers, the tokens and the index of the verb or of a word before it, and returns the first and last token.
"""

from ..grammar.nounphrases import NONE, PERSONAL
FIRST = frozenset("first only last earliest".split())  # before "to report"
FOR = frozenset("to for of".split())
LED = frozenset("led leads prompted prompts forced forces pushed moved allowed allows enabled obliged compelled caused".split())


def known_to(v, tokens, k):
    """"a nurse she spoke to had counted 300": before a clause without "that" whose preposition stands at k; NONE if there is none."""
    me = next((j for j in range(k - 1, max(0, k - 5), -1) if tokens[j].low in PERSONAL), 0) if "prepositions" in tokens[k].kinds else 0
    a, b = v.subject(tokens, me - 1) if me > 1 and tokens[me - 1].raw.isalpha() else NONE
    return (a, b) if b == me - 1 and (v.can_speak(tokens, a, b) or v.determined(tokens, a, b)) else NONE


def led(v, tokens, i):
    """"The pictures led experts to conclude that 300 …": (first, last) token of whom something made say it; or None."""
    k = next((k for k in range(i - 2, max(0, i - 8), -1) if tokens[k].low in LED), 0)
    a, b = v.phrase(tokens, k + 1) if k else NONE
    return (a, b) if a <= b == i - 2 and v.can_speak(tokens, a, b) else None


def for_whom(v, tokens, it, i):
    """"It fell to the ministry to announce 300", "It took Ardley a week to confirm that": who does what "it" stands for."""
    start = next((k for k in range(it + 2, i - 1) if "determiners" in tokens[k].kinds or tokens[k].raw[0].isupper()), i)
    a, b = v.phrase(tokens, start) if "prepositions" not in tokens[start - 1].kinds or tokens[start - 1].low in FOR else NONE
    return (a, b) if a <= b < i and v.can_speak(tokens, a, b) else (it, it)
