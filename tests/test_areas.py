"""Which area, and so which measure, a number is for: a corpus of short texts read with the codebook of the earthquakes."""

import pytest
from phrasings import corpus

from claimtable import claims, paths

BOOK = paths.ROOT / "tests" / "cases" / "quake" / "codebook.yaml"


@pytest.mark.parametrize("entry", corpus("areas.yaml"), ids=lambda entry: entry["what"])
def test_a_number_is_for_the_area_its_words_name(entry):
    rows = claims.read(f"{entry.get('title', 'Bulletin of the week')}\n\n{entry['text']}", "2023-02-15", BOOK, "t")[1]
    assert {row["low"] or row["high"]: row["measure"] for row in rows} == entry["is"]


@pytest.mark.parametrize("entry", corpus("places.yaml"), ids=lambda entry: entry["what"])
def test_a_number_has_the_place_that_its_text_names(entry):
    rows = claims.read(f"Bulletin of the week\n\n{entry['text']}", "2023-02-15", BOOK, "t")[1]
    assert {row["low"] or row["high"]: row["place"] for row in rows} == entry["is"]


def test_what_was_written_before_the_event_is_about_another():
    text = "In Turkey 300 people died in the earthquake."
    assert len(claims.read(text, "2023-02-06", BOOK, "t")[1]) == 1
    assert not claims.read(text, "2023-02-05", BOOK, "t")[1]


def test_a_town_is_no_country_that_was_named_before():
    text = "Bulletin\n\nTrucks have crossed from {}. About 430 people had been killed in the town, a doctor said."
    assert [claims.read(text.format(place), "2023-02-15", BOOK, "t")[1][0]["place"] for place in ("Turkey", "Adana")] == ["", "Adana"]
