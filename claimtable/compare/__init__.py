"""Claims of one measure against each other, and against calendar, arithmetic, map and facts: agreements, discrepancies, checks.

In order: sweep (which pairs) · relate (how two lie) · wording, arithmetic, clusters, rows, layout (what makes a row of a table) · rules
(checks.yaml) · verdicts, check_dates, check_numbers, check_words (tests of one claim) · positions, pairs (agreements, discrepancies) ·
checks · lineage, origins (who cites whom) · summary, disputes, sensitivity, ratings (what it comes to).
"""

from .pairs import compare

__all__ = ["compare"]
