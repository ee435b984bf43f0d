"""A value that is taken back where it is told: "a first 7.9 was corrected to 7.8", "300, a provisional count", "No, 300 did not come"."""

import re

FIRST = re.compile(r"\b(?:preliminary|provisional|first|initial|initially|originally|early|earliest|automatic|alert|flash)\b[^.;]{0,60}\Z")
LATER = re.compile(  # "a first 7.9 was corrected to 7.8"
    r"[^.]{0,60}\b(?:(?:correct|revis|amend|settl|replac|supersed|adjust|recalculat|downgrad|upgrad)\w* "
    r"(?:up |down |it |that |this )?(?:to|on|by|for|with) |"
    r"now (?:lists?|puts?|gives?|says?|has|have|uses?|speaks?|stands?|reads?)\b|"
    r"(?:was|been|since|later|soon) (?:corrected|revised|replaced|superseded|amended|withdrawn|dropped|discarded|overtaken)\b)"
)
GIVEN_UP = re.compile(
    r"\b(?:since|later|soon|now) (?:been )?(?:discarded|corrected|revised|replaced|superseded|withdrawn|dropped|amended)\b"
    r"(?! (?:\w+ )?(?:to|at|from|as|by)\b)[^.;:\d]*\Z"
)
BACK = (
    r"(?:rais|lower|correct|revis|replac|withdr[ae]w|withdrew|dropp|drop|retract|amend|supersed|abandon|discard|scrapp|scrap)"
    r"(?:e[ds]?|ing|s|n)?\b"
)
# ", which it later corrects", ", a value it soon replaced", "before revising it"
TAKEN_BACK = re.compile(
    r"(?: [a-z-]+){0,4},? "
    r"(?:(?:which|that|an? (?:\w+ )?(?:value|figure|reading|number|count|magnitude|estimate)(?: that| which)?)"
    r"(?: (?:it|they|he|she|the \w+))? "
    rf"(?:(?:has|have|had|was|were|been|later|soon|since|then|quickly|promptly|itself|afterwards) )*{BACK}|"
    rf"before {BACK} (?:it|that|this|them)\b)"
)
FOR_ANOTHER = re.compile(  # "7.7, after withdrawing an automatic 7.9"
    rf"\b(?:after|by|then|instead of|having|and) (?:has |had )?{BACK} (?:an?|its|the|their|that) (?:\w+ ){{0,3}}\Z"
)
PROVISIONAL = re.compile(r",? (?:an?|the|its|their) (?:\w+ )?(?:preliminary|provisional|interim|tentative) \w+\b")
REFUSED = re.compile(r"\W*no[,:–—-]+ ?(?:\w+ )?")
NEGATED = re.compile(
    r"[^,.;:]{0,60}\b(?:did|do|does|have|has|had|were|was|are|is) not\b|[^,.;:]{0,60}\b(?:did|were|was|have|has|had|are)n't\b"
)


def superseded(low, start, end):
    """Does a sentence say of the number from start to end that it was provisional, and is replaced?"""
    if PROVISIONAL.match(low, end) or TAKEN_BACK.match(low, end) or FOR_ANOTHER.search(low, 0, start):
        return True
    return bool(FIRST.search(low, 0, start) and (LATER.match(low, end) or GIVEN_UP.search(low, 0, start)))


def refused(low, start, end):
    """"No, 40,000 men did not storm Ardley": does the sentence open with a no, and negate the verb of the number from start to end?"""
    head = REFUSED.match(low)
    return bool(head and head.end() <= start + 1 and NEGATED.match(low, end))
