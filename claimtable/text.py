"""Text as it was received, and a copy of the same length that is easier to read by rule. Spans index the original."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """One number, amount or date in a text, at [start, end) of the original: the word or digits, their modifier, scale and sign.

    low and high are None where the text leaves them open ("up to 40": low None; "dozens": both None). `unit` is what the
    number itself carries (percent, USD, km, hours ...); `head` the noun counted, at [head_start, head_end), and `modifiers`
    the words between ("North Korean" in "2,000 North Korean soldiers"). date_from and date_to are ISO dates of the interval
    a date means, '' where it could not be resolved. `rule` names the rule that read it.
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
