"""Every number and date of a text: what it says, of which kind it is, and the noun it counts. Text -> mentions.

In order: grouping, numbers (values) · calendars, dates, ahead, timespans (days) · nouns, units, ranges, bounds, amounts (one quantity,
whole) · labels, pages (the text while it is read), names (figures that are no quantities) · digits, words (what begins here?) · find (all).
"""

from .find import mentions

__all__ = ["mentions"]
