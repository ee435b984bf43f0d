"""What a number is measured in: signs, codes and words of money, percent, time, length; and the rate ('a month', 'per soldier')."""

import re
from functools import lru_cache
from types import SimpleNamespace

from .lexicon import alternatives, load, section


@lru_cache(maxsize=8)
def grammar(path=None):
    words = load(path)
    table = {form: (unit, kind) for unit, (kind, forms) in section(words, "units").items() for form in forms}
    signs, codes = {}, {}
    for unit, forms in section(words, "currencies").items():
        for form in forms:
            if form[-1] in "$€£¥₩₽₴₹₺₪" or form in ("rs", "rs."):
                signs[form] = unit
            elif form == unit.lower():
                codes[form] = unit
            table[form] = (unit, "money")
    per, lead = section(words, "per"), section(words, "units_before")
    spelled = [form for form in table if form[0].isalpha()]
    return SimpleNamespace(
        table=table, signs=signs, codes=codes, per=per, lead=lead,
        ends="".join(sorted({sign[-1] for sign in signs} | {code[-1] for code in codes})),
        sign=re.compile(rf"(?:(?<![a-z])({alternatives(s for s in signs if s[0].isalpha())})|({'|'.join(re.escape(s) for s in signs if not s[0].isalpha())}))[ ]?\x1f*\Z"),
        code=re.compile(rf"(?<![a-z])({alternatives(codes)})[ ]?\x1f*\Z"),
        unit=re.compile(rf"(?:[ ]?\x1f*(?P<sign>{'|'.join(re.escape(f) for f in table if not f[0].isalpha())})|(?P<gap>[ ]\x1f*|-)?(?P<word>{alternatives(spelled)})(?![a-z0-9]))"),
        before=re.compile(rf"(?<![a-z])({alternatives(lead)})[ ]\Z"),
        rate=re.compile(rf"(?:[ ](?:an?|per|each|every|for[ ](?:each|every))[ ]|[ ]?/[ ]?|-(?:per|a)-|[ ])({alternatives(per)})(?![a-z])"),
    )


def money_before(low, plain, at, done, g):
    """(currency, start) of a sign or code just before a number: 'US$ 84 billion' => ('USD', 0); ('', at) without."""
    last = low[at - 1:at] if at > done else ""
    if last in (" ", "\x1f") and at - 1 > done:
        last = low[at - 2]
    if not last or last not in g.ends and last != ".":
        return "", at
    begin = max(done, at - 12)
    match = g.sign.search(low, begin, at)
    if match:
        return g.signs[match.group(1) or match.group(2)], match.start()
    match = g.code.search(low, begin, at)
    if match and plain[match.start(1):match.end(1)].isupper():
        return g.codes[match.group(1)], match.start()
    return "", at


def after(low, at, g):
    """The unit after a number, as a match with groups sign, gap, word; or None. A word may stand apart; a sign belongs to the number."""
    return g.unit.match(low, at)


def rate(low, at, g):
    """What an amount is per: ' a month', '/day', ' per soldier per month' => 'soldier month'; '' without."""
    found = []
    while match := g.rate.match(low, at):
        if match.group()[0] == " " and match.group().count(" ") == 1 and not match.group(1).endswith(("ly", "annual")):
            break
        if g.per[match.group(1)] not in found:
            found.append(g.per[match.group(1)])
        at = match.end()
        if len(found) > 2:
            break
    return " ".join(found)
