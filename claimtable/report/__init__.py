"""The report's sentences, tables and cards, written from the tables of the case; and the proof that each number in them follows from these.

In order: annex, metadata (sources and data) · exhibits, statements, figuretables (tables) · cards · standpoints, numbers, prose,
bottomline (sentences) · proof, drawings, evidence, verify_pdf (for `verify`).
"""
