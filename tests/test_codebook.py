"""The YAML files a person edits: what is wrong with one is said with its file, its key and what to do."""

import pytest

from claimtable import codebook
from claimtable.paths import InputError

GOOD = """
title: Sheep
nouns: {sheep: [sheep, ewe*]}
events: {drowned: [drowned]}
owners: {ours: [Ardley]}
measures:
- name: drowned_sheep
  kind: quantity
  read: {when: [[sheep, drowned]], owners: [ours]}
"""


def load(tmp_path, text, loader=codebook.load):
    path = tmp_path / "codebook.yaml"
    path.write_text(text, encoding="utf-8")
    return loader(path)


def test_a_good_codebook_is_read(tmp_path):
    book = load(tmp_path, GOOD)
    assert book.measures[0].read.when == [["sheep", "drowned"]] and book.measure("drowned_sheep").kind == "quantity"


@pytest.mark.parametrize("change, said", [
    (("kind: quantity", "kind: quantities"), "measures[0] (drowned_sheep).kind"),
    (("name: drowned_sheep", "name: Drowned Sheep"), "measures[0] (Drowned Sheep).name"),
    (("when: [[sheep, drowned]]", "when: [[sheep, drwoned]]"), "'drwoned', which is neither under nouns nor under events"),
    (("owners: [ours]", "owners: [theirs]"), "'theirs', which is not under owners"),
    (("title: Sheep", "titel: Sheep"), "titel: no such key"),
    (("title: Sheep", "title: Sheep\ndefault_owner: nobody"), "default_owner 'nobody' is not under owners"),
    (("title: Sheep", "title: Sheep\npopulation: goats"), "population 'goats' is not under nouns"),
    (("title: Sheep", "title: [unclosed"), "line "),
    (("drowned: [drowned]", "sheep: [drowned]"), "the same name for two word lists"),
    (("[[sheep, drowned]]", "[[sheep, sheep]]"), "names two nouns"),
])
def test_what_is_wrong_is_named(tmp_path, change, said):
    with pytest.raises(InputError) as error:
        load(tmp_path, GOOD.replace(*change))
    assert "codebook.yaml" in str(error.value) and said in str(error.value)


def test_two_measures_that_nothing_tells_apart_are_refused(tmp_path):
    twin = GOOD + GOOD.split("measures:")[1].replace("drowned_sheep", "lost_sheep")
    with pytest.raises(InputError, match="drowned_sheep and lost_sheep both read .* nothing tells them apart"):
        load(tmp_path, twin)
    assert load(tmp_path, twin.replace("owners: [ours]}\n\n- name: lost_sheep", "owners: [ours], unless: [goats]}\n\n- name: lost_sheep"))


def test_a_measure_is_defined_once(tmp_path):
    with pytest.raises(InputError, match="measure drowned_sheep is defined twice"):
        load(tmp_path, GOOD + GOOD.split("measures:")[1])


@pytest.mark.parametrize("make, said", [
    (lambda path: None, "no such file"),
    (lambda path: path.write_text(""), "is empty"),
    (lambda path: path.write_text("- a list"), "not a table of keys"),
    (lambda path: path.write_bytes("title: caf\xe9".encode("latin-1")), "not UTF-8"),
])
def test_a_file_that_cannot_be_a_codebook_is_refused(tmp_path, make, said):
    path = tmp_path / "codebook.yaml"
    make(path)
    with pytest.raises(InputError, match=said):
        codebook.load(path)


def test_a_changed_file_is_read_again(tmp_path):
    assert load(tmp_path, GOOD).title == "Sheep"
    path = tmp_path / "codebook.yaml"
    path.write_text(GOOD.replace("Sheep", "Goats"), encoding="utf-8")
    import os
    os.utime(path, ns=(1, 1))
    assert codebook.load(path).title == "Goats"


ACTORS = "actors: [{name: A}]\nplaces: [{name: Ardley, within: Vale}, {name: Vale}]\n"


def test_places_lie_in_places_that_exist_and_not_in_a_ring(tmp_path):
    assert load(tmp_path, ACTORS, codebook.load_actors).places[0].within == "Vale"
    with pytest.raises(InputError, match="within 'Hill', which is not a place"):
        load(tmp_path, ACTORS.replace("within: Vale", "within: Hill"), codebook.load_actors)
    with pytest.raises(InputError, match="in a ring"):
        load(tmp_path, ACTORS.replace("{name: Vale}", "{name: Vale, within: Ardley}"), codebook.load_actors)


FACTS = "facts: [{id: a, statement: It rained., citation: {title: Almanac}}]\n"


def test_facts_are_cited_and_told_apart(tmp_path):
    assert load(tmp_path, FACTS, codebook.load_facts).facts[0].citation.title == "Almanac"
    with pytest.raises(InputError, match="citation"):
        load(tmp_path, FACTS.replace(", citation: {title: Almanac}", ""), codebook.load_facts)
    with pytest.raises(InputError, match="fact id a is used twice"):
        load(tmp_path, FACTS.replace("}]", "}, {id: a, statement: No., citation: {title: B}}]"), codebook.load_facts)
