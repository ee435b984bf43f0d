"""What a number is measured in: signs, codes and words of money, percent, time, length; and the rate ('a month', 'per soldier')."""

import re
from functools import lru_cache

from ..lexicon import Table, alternatives, load, section

CURRENCY_SIGNS = "$€£¥₩₽₴₹₺₪"


@lru_cache(maxsize=8)
def grammar(path=None):
    words = load(path)
    table = {form: (unit, kind) for unit, (kind, forms) in section(words, "units").items() for form in forms}
    signs, codes = {}, {}
    for unit, forms in section(words, "currencies").items():
        for form in forms:
            if form[-1] in CURRENCY_SIGNS or form in ("rs", "rs."):
                signs[form] = unit
            elif form == unit.lower():
                codes[form] = unit
            table[form] = (unit, "money")
    per, lead = section(words, "per"), section(words, "units_before")
    spelled = [form for form in table if form[0].isalpha() and form[-1] not in CURRENCY_SIGNS]
    marks = sorted((form for form in table if not form[0].isalpha() or form[-1] in CURRENCY_SIGNS), key=len, reverse=True)
    return Table(
        table=table, signs=signs, codes=codes, per=per, lead=lead, lead_words=tuple(form + sign for form in lead for sign in " -"),
        ends=frozenset([*(sign[-1] for sign in signs), *(code[-1] for code in codes)]),
        sign=re.compile(
            rf"(?:(?<![a-z])({alternatives(s for s in signs if s[0].isalpha())})|"
            rf"({'|'.join(re.escape(s) for s in signs if not s[0].isalpha())}))[ ]?\x1f*\Z"
        ),
        sign_start=re.compile("(?:" + "|".join(re.escape(s) for s in signs) + ")[ ]?"),
        code_start=re.compile(rf"({alternatives(codes)})[ ]"),
        code=re.compile(rf"(?<![a-z])({alternatives(codes)})[ ]?\x1f*\Z"),
        unit=re.compile(
            rf"(?:[ ]?\x1f*(?P<sign>{'|'.join(re.escape(f) + ('(?![a-z])' if f[-1].isalpha() else '') for f in marks)})|"
            rf"(?P<gap>[ ]\x1f*|-)?(?P<word>{alternatives(spelled)})(?![a-z0-9]))"
        ),
        next_words=frozenset(re.split("[^a-z]", form)[0] for form in spelled), next_signs=frozenset(form[0] for form in marks),
        before=re.compile(rf"(?<![a-z])({alternatives(lead)})[ -]\Z"),
        rate=re.compile(
            rf"(?:[ ](?:an?|per|each|every|for[ ](?:each|every))[ ]|[ ]?/[ ]?|-(?:per|a)-|[ ])({alternatives(per)})(?![a-z]|"
            r"[ ](?:ago|earlier|later|before|on)(?![a-z]))"
        ),
    )


def money_before(low, plain, at, done, g):
    """(currency, start) of a sign or code just before a number: 'US$ 84 billion' => ('USD', 0); ('', at) without."""
    last = low[at - 1] if at > done else ""
    if (last == " " or last == "\x1f") and at - 1 > done:
        last = low[at - 2]
    if last not in g.ends and last != ".":
        return "", at
    begin = max(done, at - 12)
    match = g.sign.search(low, begin, at)
    if match:
        return g.signs[match.group(1) or match.group(2)], match.start()
    if last.isalpha():
        match = g.code.search(low, begin, at)
        if match and plain[match.start(1):match.end(1)].isupper():
            return g.codes[match.group(1)], match.start()
    return "", at


def after(low, at, g):
    """The unit after a number, as a match with groups sign, gap, word; or None. A word may stand apart; a sign belongs to the number."""
    return g.unit.match(low, at)


def doubtful(form, gap, number, low, end):
    """Words that are a unit only at times: 'won' is a currency after large sums, 'm' and 'g' only behind a figure."""
    if form == "won":
        return (number.value or 0) < 100
    if form in ("m", "g", "ha", "mi", "min", "sec", "t", "pp", "ft", "kt", "mw", "lb", "rs"):
        return number.form != "digits" or form == "m" and gap == " " and low.startswith((" people", " troops"), end)
    if form in ("in", "c"):
        return gap != "" or number.form != "digits"
    return form == "second" and number.value != 1 and gap != "-"


def rate(low, at, g):
    """What an amount is per: ' a month', '/day', ' per soldier per month' => 'soldier month'; '' without."""
    found = []
    while len(found) < 3 and (match := g.rate.match(low, at)):
        if match.group()[0] == " " and match.group().count(" ") == 1 and not match.group(1).endswith(("ly", "annual")):
            break
        if g.per[match.group(1)] not in found:
            found.append(g.per[match.group(1)])
        at = match.end()
    return " ".join(found)
