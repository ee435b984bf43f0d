"""Names that one file uses and another defines: a misspelt one is refused with its file, its line and the nearest right name."""

import pytest

from claimtable import case, codebook, places, references
from claimtable.compare import rules
from claimtable.paths import InputError

HOUSE = {
    "codebook": """
nouns: {sheep: [sheep], cows: [cow*]}
events: {drowned: [drowned]}
whole: [Vale, Hill]
measures:
- {name: drowned_sheep, kind: quantity, read: {when: [[sheep, drowned]], area: Vale}}
- {name: drowned_cows, kind: quantity, read: {when: [[cows, drowned]], area: whole}}
- {name: mood, kind: position, values: {good: all is well, grim: nothing is well}}
- {name: flood_date, kind: date}
""",
    "actors": """
actors:
- {name: Mayor, kind: person}
- {name: farmers, kind: anonymous}
places:
- {name: Vale, aliases: [valley], lat: 5.0, lon: 1.0}
- {name: Hill, lat: 5.5, lon: 1.0}
- {name: Wood}
""",
    "facts": """
facts:
- {id: flood, statement: The river rose., value: 2024-05-01, unit: day, citation: {title: Gauge}}
- {id: flock, statement: There were 300 sheep., value: 300, unit: sheep, citation: {title: Census}}
""",
    "checks": """
positions:
  mood:
    exclude: [[good, grim]]
    may_become: [[grim, good]]
    alike: [[good, grim]]
cross:
- between: {measure: mood, positions: [good], origins: [Mayor], places: [valley]}
  and: {measure: drowned_sheep, origins: [farmers (Echo)]}
  why: that does not go together
checks:
- {id: dated, kind: date, measure: flood_date, fact: flood, source: '001'}
- {id: sized, kind: value, measure: drowned_sheep, fact: flock, places: [Wood]}
- {id: order, kind: order, measure: flood_date, other: mood, other_positions: [grim], why: none sank before}
- {id: share, kind: share, measure: drowned_sheep, other: drowned_cows, against: drowned_sheep}
- {id: way, kind: distance, measure: drowned_sheep, route: [Vale, Hill], facts: [flock]}
""",
    "report": """
event: a flood
headline: [mood]
sections: [{title: Sheep, measures: [drowned_sheep]}]
""",
}


class Article:
    id, name = "001", "Echo"


def load(folder, file=None, old="", new=""):
    for name, text in HOUSE.items():
        assert name != file or old in text
        (folder / f"{name}.yaml").write_text(text.replace(old, new, 1) if name == file else text, encoding="utf-8")
    at = lambda name: folder / f"{name}.yaml"
    book, actors, facts = codebook.load(at("codebook")), codebook.load_actors(at("actors")), codebook.load_facts(at("facts"))
    references.areas(book, actors, at("codebook"))
    references.outline(codebook.checked(case.Outline, at("report")), book, at("report"))
    spots, known = places.Places(actors, book.whole), {fact.id: fact for fact in facts.facts}
    references.Rules(book, spots, known, case.speakers(actors, [Article]), ["001"], at("checks")).check(rules.load(at("checks")))


def test_names_that_meet_are_taken(tmp_path):
    load(tmp_path)


@pytest.mark.parametrize("file, old, new, said", [
    ("checks", "  mood:\n", "  moood:\n",
     "line 3: positions.moood: there is no measure 'moood' in codebook.yaml. To mend it: write 'mood'"),
    ("checks", "  mood:\n", "  flood_date:\n", "there is no position of flood_date 'good'"),
    ("checks", "[[good, grim]]\n    may", "[[good, grmi]]\n    may",
     "line 4: positions.mood.exclude[0]: there is no position of mood 'grmi' in codebook.yaml. To mend it: write 'grim'"),
    ("checks", "[[grim, good]]", "[[grim, godo]]", "line 5: positions.mood.may_become[0]: there is no position of mood 'godo'"),
    ("checks", "alike: [[good, grim]]", "alike: [[good, dire]]",
     "there is no position of mood 'dire' in codebook.yaml. To mend it: there is good, grim"),
    ("checks", "between: {measure: mood", "between: {measure: moods", "line 8: cross[0].between.measure: there is no measure 'moods'"),
    ("checks", "positions: [good]", "positions: [goood]", "line 8: cross[0].between.positions: there is no position of mood 'goood'"),
    ("checks", "origins: [Mayor]", "origins: [Major]",
     "cross[0].between.origins: there is no actor 'Major' in actors.yaml. To mend it: write 'Mayor'"),
    ("checks", "places: [valley]", "places: [valey]",
     "cross[0].between.places: there is no place 'valey' in actors.yaml. To mend it: write 'Vale'"),
    ("checks", "and: {measure: drowned_sheep", "and: {measure: drowned_ship",
     "line 9: cross[0].and.measure: there is no measure 'drowned_ship'"),
    ("checks", "[farmers (Echo)]", "[farmers (Ecco)]", "line 9: cross[0].and.origins: there is no actor 'farmers (Ecco)'"),
    ("checks", "fact: flood,", "fact: flod,",
     "line 12: checks[0] (dated).fact: there is no fact 'flod' in facts.yaml. To mend it: write 'flood'"),
    ("checks", "source: '001'", "source: '01'",
     "line 12: checks[0] (dated).source: there is no source '01' in sources.yaml. To mend it: write '001'"),
    ("checks", "fact: flood,", "fact: flock,", "flock is no day"),
    ("checks", "fact: flock, places", "fact: flood, places", "flood is a day"),
    ("checks", "places: [Wood]", "places: [Wold]", "line 13: checks[1] (sized).places: there is no place 'Wold'"),
    ("checks", "other: mood", "other: moo", "line 14: checks[2] (order).other: there is no measure 'moo'"),
    ("checks", "other_positions: [grim]", "other_positions: [grime]",
     "line 14: checks[2] (order).other_positions: there is no position of mood 'grime'"),
    ("checks", "against: drowned_sheep", "against: drowned_shep", "line 15: checks[3] (share).against: there is no measure 'drowned_shep'"),
    ("checks", "[Vale, Hill]", "[Vale, Hil]", "line 16: checks[4] (way).route: there is no place 'Hil'"),
    ("checks", "[Vale, Hill]", "[Vale, Wood]", "there is no latitude and longitude of 'Wood' in actors.yaml"),
    ("checks", "facts: [flock]", "facts: [folk]", "line 16: checks[4] (way).facts: there is no fact 'folk'"),
    ("codebook", "area: Vale", "area: Vael",
     "line 6: measures[0] (drowned_sheep).read.area: there is no place 'Vael' in actors.yaml. To mend it: write 'Vale'"),
    ("codebook", "whole: [Vale, Hill]", "whole: [Vale, Hall]", "line 4: whole: there is no place 'Hall'"),
    ("codebook", "area: Vale", "per: mnth",
     "line 6: measures[0] (drowned_sheep).read.per: 'mnth', which is nothing that a number is read to be per. To mend it: write 'month'"),
    ("codebook", "area: Vale", "per: person",
     "read.per: 'person', which is nothing that a number is read to be per. To mend it: write 'head'"),
    ("report", "headline: [mood]", "headline: [food]",
     "line 3: headline: there is no measure 'food' in codebook.yaml. To mend it: write 'mood'"),
    ("report", "headline: [mood]", "headline: []", "line 3: headline: list should have at least 1 item"),
    ("report", "headline: [mood]", "headline: [mood, mood]", "line 3: headline[1]: 'mood' is there twice. To mend it: keep one"),
    ("report", "measures: [drowned_sheep]", "measures: [sheep_drowned]",
     "line 4: sections[0].measures: there is no measure 'sheep_drowned'"),
])
def test_a_name_that_nothing_defines_is_refused(tmp_path, file, old, new, said):
    with pytest.raises(InputError) as error:
        load(tmp_path, file, old, new)
    assert f"{file}.yaml: " in str(error.value) and said in str(error.value), error.value
