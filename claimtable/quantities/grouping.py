"""How a text writes its numbers: whether '1.944' is a thousand and more in it, whether '7,7' is seven and seven tenths."""

import re
from functools import lru_cache

BY_COMMA = re.compile(r"(?<![\d.,])\d{1,3},\d{3}(?![\d,])")
BY_POINT = re.compile(
    r"(?<![\d.,])\d{1,3}(?:\.\d{3}){2,}(?![\d.,]\d)|\d[ ]thousand[ ]\d{3}(?![\d.,]\d|\d)|(?<![\d.,])\d{1,3}\.\d{3}[ ](?:people|"
    r"men|women|[a-z]{4,}s)(?![a-z])"
)
DECIMAL_POINT = re.compile(r"(?<![\d.,])\d+\.\d{1,2}[ ]?(?:%|per|[mb]illion|[mb]n)")
DECIMAL_COMMA = re.compile(
    r"(?<![\d.,])\d{1,3},\d{1,2}[ ]?(?:%|per[ ]?cent|thousand|[mb]illion|[mb]ln|km|k(?![a-z]))|(?<![\d.,])\d,\d(?!\d)(?=[^\d](?:.|"
    r"\n){0,400}?(?<![\d.,])\d,\d(?!\d))"
)


@lru_cache(maxsize=4)
def thousands_by_point(low):
    """Whether a text groups by points: 1.200.000 or '12.500 men' or '3 thousand 112' stands in it, and no 12,500."""
    return bool(BY_POINT.search(low)) and not BY_COMMA.search(low) and not DECIMAL_POINT.search(low)


@lru_cache(maxsize=4)
def decimals_by_comma(low):
    """Whether a text writes decimals with a comma: '1,5 million' or '3,5 %' stands in it, or twice a '7,7', and no 3.5 %."""
    return bool(DECIMAL_COMMA.search(low)) and not DECIMAL_POINT.search(low)
