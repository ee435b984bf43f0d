"""Text as it was received, and a copy of the same length that is easier to read by rule. Spans index the original."""

import html
import re
from typing import NamedTuple

LINE = re.compile(r"[^\n]+")
BULLETS = "•·●▪◦‣⁃*–—-▸►➤■□✓✔→"  # signs that open an item of a list


class Mention(NamedTuple):
    """One number, amount or date in a text, at [start, end) of the original: the word or digits, their modifier, scale and sign.

    low and high are None where the text leaves them open ("up to 40": low None; "dozens": both None). `unit` is what the
    number itself carries (percent, USD, km, hours ...); `head` the noun counted, at [head_start, head_end), and `modifiers`
    the words between ("North Korean" in "2,000 North Korean soldiers"); `per` the rate ("day" in "92 casualties a day").
    A fraction's value is a share of one (a third: 0.333...), a percentage's is in percent. date_from and date_to are the ISO
    dates of the interval a date means, '' where it could not be resolved. `rule` names the rule that read it.
    """

    start: int
    end: int
    surface: str
    kind: str
    low: float | None = None
    high: float | None = None
    modality: str = "exact"
    unit: str = ""
    head: str = ""
    head_start: int = -1
    head_end: int = -1
    modifiers: str = ""
    date_from: str = ""
    date_to: str = ""
    grain: str = ""
    rule: str = ""
    per: str = ""


FILLER = "\x1f"  # stands for what has no width, or for the rest of an HTML entity; white space to a pattern
LOOKALIKES = {
    ",": "\u201a\uff0c\u066c\ufe50", ".": "\uff0e\u066b\u2024", "'": "\u02bc\u2018\u2019\u201b\u2032\u00b4\u02b9\uff07`",
    '"': "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02\u300c\u300d",
    " ": "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    "-": "\u2010\u2011\u2212\ufe63\uff0d\u00ad", "–": "\u2012", "—": "\u2015", "~": "\u223c\uff5e\u02dc",
    "%": "\uff05\u066a", "$": "\uff04", "+": "\uff0b", ":": "\uff1a",
    "≈": "\u2248\u2243\u2245", "/": "\u2044\u2215\uff0f", "i": "\u0130", "(": "\uff08", ")": "\uff09",
    FILLER: "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\x00",
}
SAME = {odd: plain for plain, odds in LOOKALIKES.items() for odd in odds}
for zero in (0x660, 0x6F0, 0x966, 0xFF10):  # Arabic, Persian, Devanagari and full-width digits
    SAME.update({chr(zero + digit): str(digit) for digit in range(10)})
ODD = re.compile(r"[^\x01-\x7f]")
ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{1,7}|#x[0-9a-f]{1,6});", re.I)
WRAPPED = re.compile(r"\n(?=[a-z])(?<=[^\n]{54}[a-z,]\n)|\n(?=[a-z])(?<=[^\n]{54}[a-z,]\r\n)"
                     r"|\n(?=[\w$€£(\"'])(?<=[^\n]{54}[a-z\d,][ ]\n)")  # the text of a PDF keeps the space at which its lines were broken


# The dots of a table: "Killed ...... 300".
LEADERS = re.compile(r"(?<=[\w)])[ ]?(?:\.[ ]?){4,}(?=[\d$€£<>~]|(?:more|over|about|at|nearly|some|up|around|roughly|almost)[ ])")


def normalize(text):
    """A copy of the same length with look-alike signs made plain: '10\u201a000 troops\u02bc' => "10,000 troops'".

    Commas, quotes, spaces, hyphens and digits of other forms become the ASCII ones; zero-width marks and NUL become FILLER;
    an HTML entity left in the text becomes its character and FILLER; a line broken within a sentence is joined by a space; a row of dots
    that leads to a number becomes a colon.
    """
    if "&" in text:
        text = ENTITY.sub(character, text)
    if not text.isascii() or "\x00" in text:
        for odd in SAME.keys() & set(ODD.findall(text)):
            text = text.replace(odd, SAME[odd])
    if "\n" in text:
        text = WRAPPED.sub(" ", text)
    if "...." in text or ". . ." in text:
        text = LEADERS.sub(lambda dots: ":" + " " * (len(dots.group()) - 1), text)
    return text


def character(match):
    meant = html.unescape(match.group())
    return meant + FILLER * (len(match.group()) - 1) if len(meant) == 1 and meant != "\n" else match.group()


# A sentence ends at . ! ? … with its closing quotes, before a space and something that can begin one; not after these.
ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col maj capt sgt cpl adm rev hon sen rep gov pres st jr sr vs no nos nr vol fig p pp art "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun approx ca c est e.g i.e cf etc "
    "u.s u.k u.n e.u a.m p.m d.c inc ltd co corp dept dist mt ft brig cmdr min max para paras".split())
ALWAYS_GO_ON = frozenset(
    "mr mrs ms dr prof gen lt col maj capt sgt cpl adm rev hon sen rep gov st no nos vs fig approx ca cf brig cmdr e.g i.e "
    "para paras".split())
BREAK = re.compile(
    r"""([.!?…](?<![.!?…].)[.!?…]*)"""  # the stop
    r"""(["'\u201d\u2019)\]]*(?:\[[\w ]{1,20}\])*)"""  # what closes behind it, and "[citation needed]"
    r"""(?:[ \t\x1f]+|(?<=[a-z]{3}\.)(?=[A-Z][a-z]*[ ,]))"""  # a space, or none where it was forgotten
    r"""(?=(["'\u201c\u2018(\[«]*)(.))""")  # what opens the next, and its first character
TURN = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c]+")
MARK = re.compile(r"[ \t\x1f]*(?:(?:[•·●▪◦‣⁃*–—-]|\d{1,2}[./)]|\(?[a-z0-9]\))[ \t\x1f]+)?", re.I)
OPENERS = frozenset("the a an it he she they we i this that these those in on at but and as for if when while after before since however "
                    "meanwhile with what there his her its their our my no not yet so or both some many most one".split())
NEXT_WORD = re.compile(r"[\w']+")
LAST_WORD = re.compile(r"[^\s\"'(\[\u201c\u2018]*\Z")


def sentences(text):
    """The sentences, headlines, bullets and captions of a text as [(start, end)]; bullet marks and outer white space left out.

    'One. “Two,” he said. “Three.” Four' => four spans, each with its closing quote. Every line is at least one unit.
    """
    plain, spans = normalize(text), []
    for line in TURN.finditer(plain):
        start, end = MARK.match(plain, line.start(), line.end()).end(), line.end()
        for stop in BREAK.finditer(plain, start, end):
            if breaks(plain, start, stop):
                spans.append((start, stop.end(2)))
                start = stop.end()
        while end > start and (plain[end - 1].isspace()):
            end -= 1
        if end > start:
            spans.append((start, end))
    return spans


def breaks(plain, start, stop):
    """Whether the stop ends a sentence: not after a title, an initial or 'Oct.' before a digit, nor before a small letter."""
    following = stop.group(4)
    if following.islower():
        return False
    if stop.group(1) != "." or stop.group(2):
        return True
    if stop.end(2) == stop.end():
        return NEXT_WORD.match(plain, stop.end()).group().lower() in OPENERS  # "It fell.The mayor", with its space left out
    word = LAST_WORD.search(plain, max(start, stop.start() - 24), stop.start()).group().lower()
    if word in ALWAYS_GO_ON or (len(word) == 1 and word.isalpha() and word != "i" and plain[stop.start() - 2] != "'"):
        return False
    if word in ("u.s", "u.k", "u.n", "e.u", "d.c"):  # "U.S. Defense Secretary" goes on; "in the U.S. He said" does not
        opener = NEXT_WORD.match(plain, stop.start(4))
        return bool(opener) and opener.group().lower() in OPENERS
    if word in ABBREVIATIONS:
        return not (following.isdigit() or word not in ("a.m", "p.m", "etc", "inc", "ltd", "co", "corp"))
    return True
