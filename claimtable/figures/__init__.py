"""The figures, as SVG and PNG with the CSV they drew.

In order: svg, style (one house style) · marks, gather, strips (a claim as a mark) · many (more sources than columns) · matrix (rows and
columns) · subjects, sides, flow, clocks, draw (one figure each, and all of them).
"""

from .clocks import two_clocks
from .draw import MOST_CARDS, card, draw_all, gravest, numbers, overview
from .flow import who_says_so
from .sides import positions
from .subjects import coverage

__all__ = ["MOST_CARDS", "card", "coverage", "draw_all", "gravest", "numbers", "overview", "positions", "two_clocks", "who_says_so"]
