"""The shallow grammar that everything after it shares: sentences as tokens with their word class, noun phrases, and what governs a number.

In order: clauses · neighbours (looks from one word to others)
· nounphrases, attached · reach · descriptions, ties, walk, links (left of a number) · around (the clause it stands in).
"""
