"""From the mentions of a text to its claims: what a number counts, whether it is stated as a fact, where, as of when, and whose it is.

In order: layout, context, nocounts, grids (what stands around a sentence or number) · lines, themes, parts, rates, counted, happened,
strangers, near, rightof, leftof, describing, measures, antecedents (what is counted) · framing, superseded, rebuttals, judging,
forecasts, denials, doubts, status · whereabouts, towns, placing, grounds, moments, villages (where) · voiced, stances (positions) ·
bulletins, days, when (as of when) · topics, carry (what a number takes over) · whose, claimrow · headed, reading (one unit) · machine (a
codebook, compiled) · document (one text, whole) · decisions (what people changed).
"""

from .document import read

__all__ = ["read"]
