"""The value of one number expression, in digits or words: '15-hundred' => 1500, '1,2 mln' => 1200000, 'half a million' => 500000.

Everything here works on text that `text.normalize` made plain and that was put in lower case; both keep the length, so
positions are those of the original. Reading starts at a given position and never looks further than a few words.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ..lexicon import Table, alternatives, load, section
from .grouping import decimals_by_comma

GAP = r"(?:[ ]\x1f*|-)"
END = r"(?![a-z0-9_])"
LONGEST = 15  # digits; a longer run is a name, whatever it stands for


@dataclass(slots=True)
class Number:
    """A value read at [start, end): `form` digits, words, fraction, multiple or vague; `scale` what a scale word multiplied it by."""

    start: int
    end: int
    value: float | None
    form: str
    scale: float = 1
    grouped: bool = False  # written with thousands separators
    loose: bool = False  # "a couple of thousand": near, not exactly
    point: bool = False  # 10.000: a decimal point or a thousands point, for the reader of the noun to say


DIGITS = re.compile(
    r"(?P<comma>\d{1,3}(?:,\d{3}){1,9}(?!\d|,\d)(?:\.\d+)?)"
    r"|(?P<indian>\d{1,2}(?:,\d\d){1,6},\d{3}(?!\d|,\d)(?:\.\d+)?)"
    r"|(?P<dots>\d{1,3}(?:\.\d{3}){2,9}(?!\d)(?:,\d+)?)"
    r"|(?P<space>\d{1,3}(?:[ ]\x1f*\d{3}){1,6}(?!\d|[.,]\d{3}|[ ]\d)(?:[.,]\d{1,2}(?!\d))?)"
    r"|(?P<apostrophe>\d{1,3}(?:'\d{3}){1,6}(?!\d)(?:\.\d+)?)"
    r"|(?P<plain>\d+(?:(?:\.\d+)|(?:,\d{1,2}(?!\d|,\d)))?)"
)
VULGAR = dict(zip("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅒", (1 / 2, 1 / 3, 2 / 3, .25, .75, .2, .4, .6, .8, 1 / 6, 5 / 6, .125, .375, .625, .875, .1)))


@lru_cache(maxsize=8)
def grammar(path=None):
    """The patterns and word tables made from the lexicon, once."""
    words = load(path)
    small, scales = section(words, "numbers"), section(words, "scales")
    letters, halves = section(words, "scale_letters"), section(words, "fractions")
    spelled = {w: v for w, v in scales.items() if len(w) > 3}
    vague = section(words, "vague")
    any_vague = alternatives(vague)
    plural = {w: v for w, v in halves.items() if w.endswith("s")}
    shorts = [w for w in scales if len(w) <= 3]
    return Table(
        small=small, scales={**scales, **{w + "s": v for w, v in spelled.items()}}, letters=letters, denominators=halves,
        multiples=section(words, "multiples"), ordinals=section(words, "ordinals"), pairs=section(words, "pairs"),
        vague=vague, vague_before=section(words, "vague_before"),
        word=re.compile(f"({alternatives([*small, *scales])}){END}"),
        scale=re.compile(f"{GAP}?({alternatives([*spelled, *(w + 's' for w in spelled if w != 'grand')])}|{'|'.join(shorts)}){END}"),
        scale_openers=frozenset(w[0] for w in scales) | {"\x1f"},
        tens=re.compile(f"[a-z]+ty[ -]({alternatives(w for w, v in section(words, 'ordinals').items() if v < 10)}){END}"),
        letter=re.compile(f"([{''.join(letters)}]){END}"),
        half=re.compile(f"half{GAP}(?:an?[ ])?({alternatives(spelled)}){END}"),
        part=re.compile(f"(third|quarter|fifth|tenth)s?(?:[ ]of[ ]an?[ ]|[ -](?=million|billion|trillion))({alternatives(spelled)}){END}"),
        of_scale=re.compile(f"[ ]of[ ]an?[ ]({alternatives(spelled)}){END}"),
        odd=re.compile(f"-(?:odd|something)[ ]({alternatives(spelled)}){END}"),
        point=re.compile(
            f"[ ]point[ ]((?:{alternatives(w for w, v in small.items() if v < 10)}|"
            f"\\d+)(?:[ ](?:{alternatives(w for w, v in small.items() if v < 10)}){END})*){END}"
        ),
        and_a_half=re.compile(f"[ ]and[ ]an?[ ](half|quarter|third)(?:{GAP}({alternatives(spelled)}))?{END}"),
        over=re.compile(f"(?:{alternatives(small)}|\\d{{1,2}}){GAP}({alternatives(halves)}){END}"),
        plural=frozenset(plural),
        in_every=re.compile(
            f"({alternatives(small)}|\\d{{1,2}})[ ](?:in|out[ ]of|"
            f"of[ ]every)[ ](?:every[ ])?(an?[ ])?({alternatives([*small, 'hundred', 'thousand', 'million'])}|"
            f"\\d{{1,3}}){END}(?![-.,:][0-9]|[ ]?%|{GAP}(?:hundred|thousand|million))"
        ),
        magnitude=re.compile(
            f"({any_vague})(?:(?:[ ](?:of|and|upon|or|to)[ ])({any_vague}|(?<=s[ ]of[ ])(?:thousand|million))){{0,2}}{END}"
        ),
        before_vague=re.compile(f"(?<![a-z])({alternatives(section(words, 'vague_before'))})(?:[ ]more)?[ ]\\Z"),
        couple=re.compile(f"(couple|pair)(?:[ ]of)?{GAP}({alternatives(spelled)}){END}"),
    )


def number(low, at, g):
    """The Number that begins at a position (digits, a number word, half ..., a plural scale word), or None.

    number('two and a half thousand men', 0, grammar()) => value 2500, end 23
    """
    if low[at].isdigit():
        found = digits(low, at, g)
    elif low[at] in VULGAR:
        found = Number(at, at + 1, VULGAR[low[at]], "fraction")
        return scaled(found, low, g) if g.scale.match(low, at + 1) else found
    else:
        found = halves(low, at, g) or spelled(low, at, g)
    return with_half(with_tail(found, low, g), low, g) if found else None


def with_tail(found, low, g):
    """one point two million => 1200000; thirty-odd thousand => near 30000."""
    if found.value is None or not low.startswith((" point ", "-odd ", "-something "), found.end):
        return found
    match = g.odd.match(low, found.end)
    if match:
        scale = g.scales[match.group(1)]
        return replace(found, end=match.end(), value=found.value * scale, scale=scale, loose=True)
    match = g.point.match(low, found.end)
    if not match:
        return found
    digits = "".join(word if word.isdigit() else str(g.small[word]) for word in match.group(1).split())
    return scaled(replace(found, end=match.end(), value=float(f"{found.value:.0f}.{digits}"), scale=1), low, g)


def digits(low, at, g):
    match = DIGITS.match(low, at)
    if not match:
        return None
    style, body, end = match.lastgroup, match.group(), match.end()
    if style == "plain" and len(body) < 4 and body.isdigit() and low[end:end + 1] not in VULGAR:
        return scaled(Number(at, end, float(body), "digits"), low, g)
    if len(body) > LONGEST * 2 or (style == "plain" and len(body) > LONGEST):
        return Number(at, end, None, "digits")
    found = Number(at, end, 0.0, "digits", grouped=style != "plain")
    if style in ("comma", "indian"):
        body = body.replace(",", "")
    elif style == "dots":
        body = body.replace(".", "").replace(",", ".")
    elif style == "space":
        body = re.sub(r"[ \x1f]", "", body).replace(",", ".")
    elif style == "apostrophe":
        body = body.replace("'", "")
    elif "," in body:
        measured = g.scale.match(low, end) or g.letter.match(low, end) or DECIMAL_COMMA_UNIT.match(low, end)
        if not (measured or MAGNITUDE.search(low, max(0, at - 48), at) or decimals_by_comma(low)):
            body = body.split(",")[0]
            found.end = at + len(body)
        body = body.replace(",", ".")
    else:
        whole, _, rest = body.partition(".")
        found.point = len(rest) == 3 and 0 < len(whole) <= 3 and whole[0] != "0"
    found.value = float(body)
    if low[found.end:found.end + 1] in VULGAR:
        found.value, found.end = found.value + VULGAR[low[found.end]], found.end + 1
    return scaled(found, low, g)


DECIMAL_COMMA_UNIT = re.compile(
    r"[ \x1f]?(?:%|per ?cent|km|kg|mm|cm|degrees|magnitude|°|€|\$|eur|usd|k(?![a-z]))|[ ]and[ ]\d,\d[ ]magnitude"
)
MAGNITUDE = re.compile(r"(?<![a-z])magnitude(?:[ ][a-z]+){0,4}[ ](?:[–—][ ])?\Z")


def scaled(found, low, g):
    """The number with the scale words after it: 12-thousand, 1,2 mln, 2 million 500 thousand, four-thousand-100."""
    following = low[found.end:found.end + 2]
    if not following or following[-1] not in g.scale_openers and following[0] not in g.scale_openers:
        return found
    match = g.scale.match(low, found.end)
    if not match:
        return found
    scale = g.scales[match.group(1)]
    found = replace(found, end=match.end(), value=found.value * scale, scale=scale, point=False)
    rest = REST.match(low, found.end)
    if rest and rest.group(1) == "-" and scale == 1000 and float(rest.group(2)) < scale and not low[rest.end(2):rest.end(2) + 1].isalpha():
        return replace(found, end=rest.end(2), value=found.value + float(rest.group(2)))
    if rest and rest.group(1) != "-":
        return with_rest(found, rest, low, g)
    again = g.scale.match(low, found.end)  # 2 hundred thousand
    times = g.scales[again.group(1)] if again else 0
    if scale == 100 and times >= 1000 or scale in (1000, 100000) and again and again.group(1).startswith("crore"):  # 2 lakh crore
        return replace(found, end=again.end(), value=found.value * times, scale=times)
    return found


REST = re.compile(r"(-|[ ]\x1f*(?:and[ ](?=\d{1,3}[ ]thousand))?)(\d{1,3}(?:\.\d+)?)(?!\d|[.,]\d)")
UNIT_NEXT = re.compile(r"[ ]?[%$€£°+/-]|[ ]?(?:mm|cm|km|kg|m|[ap]\.?m|per[ ]?cent|percent|in[ ]\d|out[ ]of)(?![a-z])")


def with_rest(found, rest, low, g):
    """2 million 500 thousand, 1 million and 200 thousand, 3 thousand 112: lower orders of one number; not '2 thousand 152 mm shells'."""
    lower = g.scale.match(low, rest.end(2))
    if lower:
        order = g.scales[lower.group(1)]
        if order >= found.scale:
            return found
        found = replace(found, end=lower.end(), value=found.value + float(rest.group(2)) * order)
        rest = REST.match(low, found.end)
        if order != 1000 or not rest or rest.group(1) != " ":
            return found
    elif found.scale != 1000:
        return found
    if "." in rest.group(2) or UNIT_NEXT.match(low, rest.end(2)):
        return found
    return replace(found, end=rest.end(2), value=found.value + float(rest.group(2)))


def halves(low, at, g):
    """half a million => 500000, a quarter of a million => 250000 (from 'quarter'), a couple of thousand => 2000 (from 'couple')."""
    if low[at] not in "htqcfp":
        return None
    match = g.half.match(low, at)
    if match:
        scale = g.scales[match.group(1)]
        return Number(at, match.end(), scale / 2, "words", scale)
    match = g.part.match(low, at)
    if match:
        scale = g.scales[match.group(2)]
        return Number(at, match.end(), scale / g.denominators[match.group(1)], "words", scale)
    match = g.couple.match(low, at)
    if match:
        scale = g.scales[match.group(2)]
        return Number(at, match.end(), 2 * scale, "words", scale, loose=True)
    return None


def spelled(low, at, g):
    """Number words by the usual grammar: two hundred and fifty, seventy-five hundred, four-thousand-100, two million."""
    total, current, smallest, end, here, joined = 0.0, None, float("inf"), at, at, ""
    while match := g.word.match(low, here):
        word = match.group(1)
        if word in g.small:
            value = g.small[word]
            if current is None:
                another = joined == " and " and (not total or g.scale.match(low, match.end()))
                if another and not (smallest >= 1_000_000 and LOWER.match(low, match.end())):
                    break
                current = value
            elif 0 < value < 10 and 20 <= current % 100 and current % 10 == 0 and joined != " and ":
                current += value
            elif current < 100 or current % 100 or joined == " and " and low.startswith((" hundred", "-hundred"), match.end()):
                break
            else:
                current += value
        elif joined == " and ":
            break
        else:
            scale = g.scales[word]
            if scale == 100:
                if current is None and total or current is not None and not 0 < current < 100:
                    break
                current = (1 if current is None else current) * 100
            else:
                if scale >= smallest or current is None and total:
                    break
                total, current, smallest = total + (1 if current is None else current) * scale, None, scale
        end = match.end()
        gap = JOIN.match(low, end)
        if not gap:
            break
        joined, here = " and " if "and" in gap.group() else gap.group()[0], gap.end()
    if end == at:
        return None
    found = Number(at, end, total + (current or 0), "words", smallest if smallest < float("inf") else 100 if (current or 0) >= 100 else 1)
    rest = REST.match(low, end)
    if rest and rest.group(1) == "-" and found.scale >= 100 and float(rest.group(2)) < found.scale:
        return replace(found, end=rest.end(2), value=found.value + float(rest.group(2)))
    return found


LOWER = re.compile(r"[ -]hundred[ -]thousand(?![a-z])")  # a million and two hundred thousand
JOIN = re.compile(r"[ ]\x1f*and[ ]|-|[ ]\x1f*|,[ ](?=[a-z]+[ -](?:hundred|thousand))")


def with_half(found, low, g):
    """two and a half thousand => 2500, a million and a half => 1500000, two and a half (hours) => 2.5."""
    match = g.and_a_half.match(low, found.end) if found.value is not None and low.startswith(" and a", found.end) else None
    if not match:
        return found
    part = 1 / g.denominators[match.group(1)]
    if match.group(2):
        scale = g.scales[match.group(2)]
        return replace(found, end=match.end(), value=(found.value + part) * scale, scale=scale)
    return replace(found, end=match.end(), value=found.value + part * found.scale)


def fraction(low, at, g):
    """Shares in words: two-thirds => 0.667, one in three => 0.333, nine out of ten => 0.9. The plain 'a third' is read elsewhere."""
    match = g.in_every.match(low, at)
    if match:
        whole = value_of(match.group(3), g)
        part = value_of(match.group(1), g)
        round_base = whole <= 10 or whole in (100, 1000, 1000000) or whole < 100 and whole % 5 == 0 and part in (1, whole - 1)
        if 0 < part < whole and (round_base or "every" in match.group()):
            return Number(at, match.end(), part / whole, "fraction")
    match = g.over.match(low, at)
    if match and (whole := g.of_scale.match(low, match.end())):  # three quarters of a million
        part, scale = value_of(re.split("[ -]", match.group())[0], g) / g.denominators[match.group(1)], g.scales[whole.group(1)]
        return Number(at, whole.end(), part * scale, "words", scale)
    if match:
        part, word = value_of(re.split("[ -]", match.group())[0], g), match.group(1)
        if part and (part > 1) == (word in g.plural) or part > 1 and "-" in match.group():
            return Number(at, match.end(), part / g.denominators[word], "fraction")
    return None


def value_of(word, g):
    return float(word) if word.isdigit() else float(g.small[word] if word in g.small else g.scales[word])
