"""Our own prose keeps to one scale of likelihood and never mixes it with confidence."""

import json
import re

import pytest

from claimtable import codebook, compare, paths, sources, tables
from claimtable.compare import checks, ratings, rules, summary, wording
from claimtable.report import likelihood


@pytest.mark.parametrize("text, caught", [
    ("It is likely, and we have high confidence in it.", True), ("We judge with low confidence that it is almost certain.", True),
    ("It is likely. We have high confidence in the source.", False), ("He said “likely”, with high confidence in his voice.", False),
    ("It is unlikely that more came.", False)])
def test_likelihood_and_confidence_in_one_sentence_are_found(text, caught):
    assert bool(likelihood.mixed(text)) == caught


@pytest.mark.parametrize("text, caught", [("Perhaps one is garbled.", True), ("One is probably garbled.", False), ("It says “perhaps” twice.", False)])
def test_words_off_the_scale_are_found(text, caught):
    assert bool(likelihood.loose(text)) == caught


def test_the_longest_term_counts():
    assert likelihood.found("very unlikely, almost certain", likelihood.words()[0]) == ["very unlikely", "almost certain"]


def our_own():
    """Every sentence this project writes itself: templates, rules, ratings, the tables' notes, the report's prose."""
    texts = [*wording.PLAIN.values(), *wording.DATES.values(), summary.RULE, ratings.load().method, *(r.why for r in ratings.load().sources)]
    loaded = rules.load()
    texts += [c.why for c in loaded.cross] + [c.why + ". " + c.holds_if for c in loaded.checks] + [e.why for p in loaded.positions.values() for e in p.exclude]
    claims, listed = tables.read("claims"), tables.read("sources")
    book, actors = codebook.load(), codebook.load_actors()
    for table in compare.compare(claims, listed, book, actors):
        texts += list(table["reader_note"])
    texts += list(checks.run(claims, listed, book, actors, codebook.load_facts(), texts={s.id: s.text for s in sources.load()})["explanation"])
    notebook = json.loads((paths.NOTEBOOKS / "05_report.ipynb").read_text(encoding="utf-8"))
    texts += ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    return [re.sub(r"<[^>]+>", " ", text) for text in texts if text]


def test_our_own_prose_mixes_nothing_and_keeps_to_the_scale():
    texts = our_own()
    assert len(texts) > 100
    assert [s for text in texts for s in likelihood.mixed(text)] == []
    assert [s for text in texts for s in likelihood.loose(text)] == []
