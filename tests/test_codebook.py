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
    (("title: Sheep", "title: Sheep\ndefault_owner: nobody"), "default_owner: 'nobody', which is not under owners"),
    (("title: Sheep", "title: Sheep\npopulation: goats"), "population: 'goats', which is not under nouns"),
    (("title: Sheep", "title: [unclosed"), "line "),
    (("title: Sheep", "title: Sheep: lost"), "line 2: not YAML: mapping values are not allowed in this context. To mend it: put quotes "
                                             "around a value that holds a colon"),
    (("drowned: [drowned]", "sheep: [drowned]"), "the same name for two word lists"),
    (("[[sheep, drowned]]", "[[sheep, sheep]]"), "names two nouns"),
    (("[[sheep, drowned]]", "[[sheep, drownd]]"), "line 9: measures[0] (drowned_sheep).read.when[0]: 'drownd', which is neither under "
                                                  "nouns nor under events. To mend it: write 'drowned'"),
    (("title: Sheep", "title: Sheep\nsubject_owns: [drownd]"), "write 'drowned'"),
    (("read:", "values: {all: {phrases: ['{sheeps} drowned']}}\n  read:"),
     "line 9: measures[0] (drowned_sheep).values.all.phrases[0]: 'sheeps', which is no word list"),
    (("owners: [ours]}", "owners: [ours], kinds: [percents]}"), "write 'percent'"),
    (("read:", "values: {all: {phrases: ['sheep', '...']}}\n  read:"),
     "line 9: measures[0] (drowned_sheep).values.all.phrases[1]: '...' names no word. To mend it: write the words"),
    (("read:", "values: {all: {phrases: ['... sheep']}}\n  read:"), "'... sheep' begins or ends with `...`. To mend it: take it away"),
    (("read:", "values: {all: {unless: ['ours & sheep ...']}}\n  read:"), "'sheep ...' begins or ends with `...`"),
    (("read:", "tolerance: .nan\n  read:"), "measures[0] (drowned_sheep).tolerance"),
    (("read:", "examples: [{text: Sheep., status: acutal}]\n  read:"), "write 'actual'"),
    (("read:", "as_of: 5 May\n  read:"), "'5 May' is no day"),
    (("title: Sheep", "title: Sheep\nnouns: {goats: [goat*]}"), "line 4: the key 'nouns' is there twice; the first is on line 3"),
    (("nouns: {sheep: [sheep, ewe*]}", "nouns: {sheep: [sheep], sheep: [ewe*]}"), "the key 'sheep' is there twice"),
    (("title: Sheep", "\ttitle: Sheep"), "there is a tab on that line"),
    (("nouns: {sheep: [sheep, ewe*]}", "nouns: {sheep: [sheep, no]}"), "in quotes"),
])
def test_what_is_wrong_is_named(tmp_path, change, said):
    with pytest.raises(InputError) as error:
        load(tmp_path, GOOD.replace(*change))
    assert "codebook.yaml" in str(error.value) and said in str(error.value)


def test_what_a_merged_table_sets_anew_is_no_key_twice(tmp_path):
    again = "- name: lost_sheep\n  kind: quantity\n  read: {<<: *read, unless: [goats]}\n"
    book = load(tmp_path, GOOD.replace("read: {", "read: &read {") + again)
    assert book.measure("lost_sheep").read.when == [["sheep", "drowned"]]


def test_two_measures_that_nothing_tells_apart_are_refused(tmp_path):
    twin = GOOD + GOOD.split("measures:")[1].replace("drowned_sheep", "lost_sheep")
    with pytest.raises(InputError, match="drowned_sheep and lost_sheep both read .* nothing tells them apart"):
        load(tmp_path, twin)
    assert load(tmp_path, twin.replace("owners: [ours]}\n\n- name: lost_sheep", "owners: [ours], unless: [goats]}\n\n- name: lost_sheep"))


def test_a_measure_is_defined_once(tmp_path):
    with pytest.raises(InputError,
                       match=r"line 11: measures\[1\] \(drowned_sheep\).name: 'drowned_sheep' is also the name of measures\[0\]"):
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
    with pytest.raises(InputError, match=r"line 2: places\[0\] \(Ardley\).within: 'Hill', which is not a place"):
        load(tmp_path, ACTORS.replace("within: Vale", "within: Hill"), codebook.load_actors)
    with pytest.raises(InputError, match=r"places\[1\] \(Vale\).within: Vale lies within itself. To mend it: name what it lies in"):
        load(tmp_path, ACTORS.replace("{name: Vale}", "{name: Vale, within: Vale}"), codebook.load_actors)
    with pytest.raises(InputError, match="in a ring"):
        load(tmp_path, ACTORS.replace("{name: Vale}", "{name: Vale, within: Ardley}"), codebook.load_actors)


FACTS = "facts: [{id: a, statement: It rained., citation: {title: Almanac}}]\n"


def test_facts_are_cited_and_told_apart(tmp_path):
    assert load(tmp_path, FACTS, codebook.load_facts).facts[0].citation.title == "Almanac"
    with pytest.raises(InputError, match="citation"):
        load(tmp_path, FACTS.replace(", citation: {title: Almanac}", ""), codebook.load_facts)
    with pytest.raises(InputError, match=r"facts\[1\] \(a\).id: 'a' is also the id of facts\[0\]"):
        load(tmp_path, FACTS.replace("}]", "}, {id: a, statement: No., citation: {title: B}}]"), codebook.load_facts)


@pytest.mark.parametrize("loader, text, said", [
    (codebook.load_facts, "facts: [{id: a, statement: It., value: 30 May, unit: day, citation: {title: B}}]", "'30 May' is no day"),
    (codebook.load_facts, "facts: [{id: a, statement: It., value: 2024-02-30, unit: day, citation: {title: B}}]", 
     "line 1: '2024-02-30' is no day (day is out of range for month). To mend it: write a day that the calendar has"),
    (codebook.load_facts, "facts: [{id: a, statement: It., value: 2024-05-03/2024-05-01, unit: interval, citation: {title: B}}]",
     "the earlier first"),
    (codebook.load_facts, "facts: [{id: a, statement: It., value: many, unit: persons, citation: {title: B}}]", "'many' is no number"),
    (codebook.load_facts, "facts: [{id: a, statement: It., value: .nan, unit: persons, citation: {title: B}}]", "facts[0] (a).value"),
    (codebook.load_facts, "facts: [{id: a, statement: It., valeu: 3, unit: persons, citation: {title: B}}]", "write 'value'"),
    (codebook.load_facts, "facts: [{id: a, statement: It., citation: {title: B, url: www.b.org}}]", "citation.url"),
    (codebook.load_facts, "facts: [{id: a, statement: It., citation: {title: ''}}]", "citation.title"),
    (codebook.load_actors, "actors: [{name: A, kind: goverment}]", "write 'government'"),
    (codebook.load_actors, "actors: [{name: A}, {name: A}]", "'A' is also the name of actors[0]"),
    (codebook.load_actors, "actors: [{name: A, area: Vale}]\nplaces: [{name: Vales}]",
     "line 1: actors[0] (A).area: 'Vale', which is not a place of this file. To mend it: write 'Vales'"),
    (codebook.load_actors, "places: [{name: Vale, lat: 95.0, lon: 1.0}]", "places[0] (Vale).lat"),
    (codebook.load_actors, "places: [{name: Vale, lat: 5.0}]", "one of lat and lon"),
    (codebook.load_actors, "places: [{name: Vale, lat: .inf, lon: 1.0}]", "places[0] (Vale).lat"),
])
def test_odd_values_are_refused_by_line_and_name(tmp_path, loader, text, said):
    with pytest.raises(InputError) as error:
        load(tmp_path, text, loader)
    assert "line " in str(error.value) and said in str(error.value)
