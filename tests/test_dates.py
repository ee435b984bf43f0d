"""The corpus of dates: what was written, when it was published, and the days it means."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtable.quantities import mentions
from claimtable.quantities.calendars import When, published_days, resolve
from phrasings import corpus, overlapping, unmark


def rows():
    for text in corpus("dates.yaml"):
        published = str(text["published"]) if text["published"] else None
        for first, last, grain, phrasings in text["cases"]:
            for phrasing in phrasings:
                yield pytest.param(phrasing, published, str(first), str(last), grain, id=f"{published}: {phrasing}")


@pytest.mark.parametrize("phrasing, published, first, last, grain", rows())
def test_a_date_means_its_days(phrasing, published, first, last, grain):
    text, start, end = unmark(phrasing)
    found = overlapping(text, start, end, published)
    assert [m.surface.removeprefix("the ") for m in found][:1] == [text[start:end].removeprefix("the ")]
    assert (found[0].date_from, found[0].date_to, found[0].grain) == (first, last, grain)


def test_the_same_day_is_the_day_last_named():
    found = mentions("As of 18 February 2023, 4,500 died. By the same date 9,600 houses fell.", "2023-02-19")
    assert [(m.date_from, m.date_to) for m in found if m.kind == "date"] == [("2023-02-18", "2023-02-18")] * 2


def test_the_next_day_follows_the_day_last_named():
    found = mentions("They left on 8 October 2024. The next day they arrived.", "2024-11-05")
    assert found[-1].date_from == "2024-10-09"


def test_the_assumption_is_recorded():
    assert mentions("will be sent on November 20", "2024-11-05")[0].rule.endswith("-ahead")
    assert mentions("on Monday")[0].rule.endswith("-unresolved")
    assert mentions("on October 20", "2024-11-05")[0].rule == "date-month-day"


def test_a_day_number_does_not_swallow_a_count():
    found = [m.surface for m in mentions("In October 10,000 men left; in May 8 million shells went.", "2024-11-05")]
    assert found == ["October", "10,000", "May", "8 million"]


def test_a_publication_day_that_is_no_date_is_none():
    assert published_days("soon") is None and published_days(None) is None and published_days("") is None


@settings(max_examples=300, deadline=None)
@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_any_full_date_is_read_back_in_every_form(day):
    for form in ("%-d %B %Y", "%B %-d, %Y", "%Y-%m-%d", "%d.%m.%Y", "%a %-d %b %Y", "%b. %-d, %Y"):
        text = "on " + day.strftime(form).replace("May.", "May") + " it"
        found = mentions(text)
        assert [(m.date_from, m.date_to, m.grain) for m in found] == [(day.isoformat(), day.isoformat(), "day")], text


@settings(max_examples=300, deadline=None)
@given(st.dates(date(2000, 1, 1), date(2049, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_the_last_one_up_to_publication(published, back):
    day = published - timedelta(days=back)
    found = mentions(f"he said on {day.strftime('%A')}", published.isoformat())
    assert found[0].date_from == day.isoformat()


@settings(max_examples=300, deadline=None)
@given(st.builds(When, st.just(0), st.just(1), st.just("any"), year=st.integers(0, 9999), month=st.integers(0, 12), day=st.integers(0, 31),
                 weekday=st.integers(-1, 6),
                 part=st.integers(0, 3), season=st.sampled_from([0, 3, 6, 9, 12]),
                 unit=st.sampled_from(["", "day", "week", "month", "quarter", "year", "decade", "century", "weekend"]),
                 shift=st.none() | st.integers(-2, 2)), st.dates(), st.sampled_from([True, False, None]))
def test_resolving_never_fails_and_never_turns_round(when, published, ahead):
    first, last, _ = resolve(when, (published, published), ahead)
    assert first <= last and (first == "") == (last == "")
