"""Who says so: origins, lineage, drift, silence, summaries, the flip test and ratings."""

import pytest
from test_compare import ACTORS, BOOK, RULES, claim, frame, published

from claimtable import compare, tables
from claimtable.compare import lineage, origins, ratings, rules, sensitivity, summary
from claimtable.paths import InputError


def toll(*items):
    """Claims of the dead: (source, number, day, origin, {other fields})."""
    return frame([claim(i, "dead", s, str(v), v, v, {"day": day, "origin": origin, **(rest[0] if rest else {})})
                  for i, (s, v, day, origin, *rest) in enumerate(items)])


FOUR = toll(("a", 300, "2024-05-10", "the police"), ("b", 300, "2024-05-10", "the police"), ("c", 320, "2024-05-11", "the mayor"),
            ("d", 900, "2024-05-12", ""))


def test_repeating_a_source_adds_a_report_but_no_origin():
    row = origins.per_measure(FOUR).iloc[0]
    assert row["sentence"] == "4 reports, 3 origins" and row["origin_names"] == "source d; the mayor; the police"
    twice = toll(*[("abcd"[i], v, "2024-05-10", "the police") for i, v in enumerate([300, 300])])
    assert origins.per_measure(twice)["sentence"].iat[0] == "2 reports, 1 origin"


def test_a_particular_number_in_two_sources_is_noted_and_a_round_one_is_not():
    same = origins.shared_values(toll(("a", 317, "2024-05-10", ""), ("b", 317, "2024-05-11", ""), ("a", 3000, "2024-05-10", ""),
                                      ("b", 3000, "2024-05-10", "")))
    assert list(zip(same["measure"], same["value"], same["source_ids"])) == [("dead", 317.0, "a; b")]


def test_hedge_drift_says_what_was_lost():
    told = toll(("a", 300, "2024-05-10", "the police", {"hedge": "reportedly", "modality": "approximately"}),
                ("b", 310, "2024-05-10", "the police"),
                ("c", 300, "2024-05-10", "the mayor"))
    drift = origins.hedge_drift(told, published(told))
    assert list(drift["source_id"]) == ["a", "b"]
    assert drift["change"].iat[1] == "hedge lost (reportedly); number changed from 300 to 310; modality changed from approximately to exact"


def test_hedge_drift_does_not_call_the_number_of_another_day_a_change_of_the_statement():
    told = toll(("a", 300, "2024-05-10", "the police"), ("b", 900, "2024-05-18", "the police"))
    assert origins.hedge_drift(told, published(told))["change"].iat[1] == "number of another day: 900"


def test_silence_tells_omission_from_ignorance():
    claims = frame([claim(0, "dead", "c", "300", 300, 300, {"day": "2024-05-10"}),
                    claim(1, "warned", "a", "told", None, None, {"position": "warned", "day": ""})])
    sources = published(toll(*[(s, 1, "2024-05-10", "") for s in "abc"]))
    sources.loc[sources["source_id"] == "a", ["published_from", "published_to"]] = "2024-05-09"
    states = {(r.measure, r.source_id): r.state for r in origins.silence(claims, sources).itertuples()}
    assert states == {("dead", "a"): "perhaps_too_early", ("dead", "b"): "omits", ("dead", "c"): "says",
                      ("warned", "a"): "says", ("warned", "b"): "omits", ("warned", "c"): "omits"}


def test_who_says_that_a_thing_happens_could_know_when():
    """A position that the rules hold against a date tells of what is dated; of anything else it tells nothing."""
    claims = frame([claim(0, "siege_begun", "c", "10 May", None, None, {"kind": "date", "day": "2024-05-10"}),
                    claim(1, "besieged", "a", "encircled", None, None, {"position": "yes", "day": "2024-05-05"})])
    sources = published(toll(*[(s, 1, "2024-05-12", "") for s in "abc"]))
    for source, day in (("a", "2024-05-06"), ("b", "2024-05-04")):
        sources.loc[sources["source_id"] == source, ["published_from", "published_to"]] = day
    side = {"between": {"measure": "besieged", "positions": ["yes"]}, "and": {"measure": "siege_begun"}, "why": "…"}
    states = lambda *cross: {r.source_id: r.state for r in origins.silence(claims, sources, ["siege_begun"], cross).itertuples()}
    assert states() == {"a": "perhaps_too_early", "b": "perhaps_too_early", "c": "says"}
    assert states(rules.Cross(**side)) == {"a": "omits", "b": "perhaps_too_early", "c": "says"}
    assert states(rules.Cross(**side | {"between": {"measure": "besieged", "positions": ["no"]}})) == states()


def test_a_day_that_was_worked_out_excuses_nobody():
    claims = frame([claim(0, "dead", "c", "300", 300, 300, {"day": "2024-05-10", "as_of_basis": "inferred"})])
    sources = published(toll(*[(s, 1, "2024-05-12", "") for s in "ac"]))
    sources.loc[sources["source_id"] == "a", ["published_from", "published_to"]] = "2024-05-06"
    assert {r.source_id: r.state for r in origins.silence(claims, sources).itertuples()} == {"a": "omits", "c": "says"}


def test_a_source_of_the_middle_of_a_wide_date_need_not_have_known():
    claims = frame([claim(0, "dead", "c", "300", 300, 300, {"day": "2024-05-01/2024-05-18"})])
    sources = published(toll(*[(s, 1, "2024-05-10", "") for s in "abc"]))
    sources.loc[sources["source_id"] == "a", ["published_from", "published_to"]] = "2024-05-12"
    states = {r.source_id: r.state for r in origins.silence(claims, sources).itertuples()}
    assert states == {"a": "perhaps_too_early", "b": "omits", "c": "says"}


PASSAGE = "The mayor of the old harbor town said on Friday that nobody had expected the water to rise so fast."


def test_shared_wording_is_found_with_its_place_and_reworded_text_is_not():
    texts = {"a": f"One thing first. {PASSAGE}", "b": f"{PASSAGE} Then it rained.",
             "c": "On Friday the town's mayor told us the flood had come as a surprise to all."}
    found = lineage.shared_wording(texts)
    assert len(found) == 1
    row = found.iloc[0]
    assert (row["source_ids"], row["similarity"]) == ("a; b", 1.0)
    assert texts["a"][row["start"]: row["end"]] == row["passage"] == PASSAGE


def test_a_passage_of_many_sources_is_one_row():
    texts = {f"{n:02d}": f"Story {n}. {PASSAGE.replace('Friday', day)} The end."
             for n, day in enumerate(["Friday", "Monday", "Sunday"] * 7)}
    found = lineage.shared_wording({**texts,
                                    "z": f"{PASSAGE.replace('mayor', 'priest')} Nobody else said anything of the kind to any of us."})
    assert list(found["source_ids"]) == ["; ".join([*texts, "z"])] and 0.3 <= found["similarity"].iat[0] < 1


def test_a_run_of_words_is_one_phrase():
    found = lineage.shared_phrases({"a": f"Well. {PASSAGE}", "b": PASSAGE.lower()})
    assert len(found) == 1 and found["words"].iat[0] == 20 and found["phrase"].iat[0] == PASSAGE.rstrip(".")


def test_a_run_is_told_of_all_that_share_it_and_ends_where_the_order_does():
    start, end = " ".join(PASSAGE.split()[:10]), " ".join(PASSAGE.split()[10:])
    found = lineage.shared_phrases({"a": PASSAGE, "b": PASSAGE, "c": f"{end} {start}", "d": "No."})
    assert [(row.source_ids, row.words) for row in found.itertuples()] == [("a; b", 20), ("a; c", 10), ("a; c", 10)]


def result(claims, measure="dead", **options):
    return summary.headlines(claims, published(claims), BOOK, [measure], actors=ACTORS, **options)[0]


def test_best_is_what_most_origins_give_and_low_and_high_are_what_stands():
    got = result(toll(("a", 300, "2024-05-10", "the police"), ("b", 300, "2024-05-10", "the mayor"), ("c", 500, "2024-05-10", "the army")))
    assert got["answer"] == (300.0, 300.0, 500.0)
    assert got["sentence"] == "The dead: “300” (3 reports, 3 origins); those that stand run from “300” to “500”."


@pytest.mark.parametrize("extra", [{"status": "expected"}, {"status": "denied"}, {"status": "unverified"},
                                   {"modality": "vague", "low": None, "high": None},
                                   {"quote": "Another 9999 came."}, {"place": "Harbor"}])
def test_what_is_no_fact_about_the_whole_moves_no_estimate(extra):
    plain = toll(("a", 300, "2024-05-10", "the police"))
    more = frame([*plain.to_dict("records"), claim(9, "dead", "b", "9999", extra.get("low", 9999), extra.get("high", 9999),
                                                   {k: v for k, v in extra.items() if k not in ("low", "high")})])
    assert result(more)["answer"] == result(plain)["answer"] == (300.0, 300.0, 300.0)


def test_a_rising_count_forgets_what_was_overtaken():
    got = result(toll(("a", 300, "2024-05-10", "the police"), ("b", 700, "2024-05-14", "the mayor")))
    assert got["answer"] == (700.0, 700.0, 700.0)
    told = toll(("a", 300, "2024-05-10", "the police"), ("b", 700, "2024-05-14", "the mayor"))
    run = summary.running(told, published(told), BOOK, "dead")
    assert list(zip(run["date"], run["low"], run["best"], run["high"])) == [("2024-05-10", 300, 300, 300), ("2024-05-14", 700, 700, 700)]


def test_two_clocks_show_a_clash_that_time_explains():
    claims = toll(("a", 700, "2024-05-14", ""), ("b", 300, "2024-05-10", ""))
    sources = published(claims)
    sources.loc[sources["source_id"] == "a", ["published_from", "published_to"]] = "2024-05-15"
    row = summary.two_clocks(claims, sources, BOOK, ["dead"]).iloc[0]
    assert (row["published"], row["as_of"], row["vanishes"], row["appears"]) == ("conflict", "growth", True, False)


@pytest.mark.parametrize("status, leading", [("unverified", "warned"), ("actual", "not_warned")])
def test_of_as_many_voices_what_is_stated_leads_before_what_is_later(status, leading):
    claims = frame([claim(0, "warned", "a", "told", None, None, {"position": "warned", "day": "2024-05-09"}),
                    claim(1, "warned", "b", "not told", None, None, {"position": "not_warned", "day": "2024-05-10", "status": status})])
    [found] = summary.headlines(claims, published(claims), BOOK, ["warned"], rules=RULES)
    assert found["leading"] == leading


def test_where_each_actor_speaks_for_itself_an_outlet_is_no_origin():
    rows = [claim(0, "stance", "a", "took the blame", None, None, {"position": "admits", "origin": "the builder"}),
            *[claim(i, "stance", s, "nobody speaks", None, None, {"position": "silent"}) for i, s in enumerate("bc", 1)]]
    claims = frame(rows)
    found = summary.headlines(claims, published(claims), BOOK, ["stance", "warned"], rules=RULES)
    assert [result["leading"] for result in found] == ["admits"]  # and nothing of the measure nobody speaks of


def test_flip_names_the_source_and_the_origin_that_an_answer_hangs_on():
    for by, expected in (("source", "d"), ("origin", "source d")):
        flips = sensitivity.flip(FOUR, published(FOUR), BOOK, ["dead"], by)
        assert list(flips[flips["changes"]]["left_out"]) == [expected]
    assert flips[flips["changes"]]["sentence"].iat[0].startswith("Without source d: The dead: “320”")
    alone = toll(("a", 300, "2024-05-10", ""))
    found = sensitivity.flip(alone, published(alone), BOOK, ["dead"], "source")["sentence"].iat[0]
    assert found == "Without source a, nothing would be said of it."


def test_adding_a_source_that_repeats_an_origin_flips_nothing():
    more = frame([*FOUR.to_dict("records"), claim(9, "dead", "e", "900", 900, 900, {"day": "2024-05-12", "origin": "source d"})])
    assert result(more)["answer"] == result(FOUR)["answer"]


def credible(claims):
    agree, clash = compare.compare(claims, published(claims), BOOK, ACTORS, RULES)
    graded = ratings.credibility(claims, agree, clash)
    return dict(zip(graded["claim_id"], graded["credibility"]))


def test_credibility_counts_other_origins_not_other_outlets():
    day = "2024-05-10"
    assert credible(toll(("a", 300, day, "the police"), ("b", 300, day, "the police"))) == {"a:0": 6, "b:1": 6}
    assert credible(toll(("a", 300, day, "the police"), ("b", 300, day, "the mayor"))) == {"a:0": 2, "b:1": 2}
    found = credible(toll(("a", 300, day, "the police"), ("b", 300, day, "the mayor"), ("c", 300, day, "")))
    assert found == {"a:0": 1, "b:1": 1, "c:2": 1}
    assert credible(toll(("a", 300, day, "the police"), ("b", 900, day, "the mayor"))) == {"a:0": 4, "b:1": 4}
    told = credible(toll(("a", 300, day, "", {"status": "expected"}), ("b", 300, day, "", {"status": "unverified"})))
    assert told == {"a:0": 6, "b:1": 4}
    assert credible(toll(("a", 600000, day, ""), ("b", 610000, day, "x"), ("c", 40, day, "y")))["c:2"] == 5


def test_ratings_cover_every_source_and_no_other(tmp_path):
    path = tmp_path / "ratings.yaml"
    path.write_text("sources:\n- {id: a, reliability: B, why: it names its sources, date: 2024-06-01}\n", encoding="utf-8")
    got = ratings.reliability(ratings.load(path), published(FOUR))
    assert list(got["reliability"]) == ["B", "F", "F", "F"] and got["why"].iat[1] == "Not rated yet."
    with pytest.raises(InputError, match="rates a, which is no source"):
        ratings.reliability(ratings.load(path), published(toll(("z", 1, "2024-05-10", ""))))
    path.write_text("sources:\n- {id: a, reliability: G, why: w, date: 2024-06-01}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"sources\[0\] \(a\).reliability"):
        ratings.load(path)


def test_committed_ratings_have_a_reason_and_a_date():
    for rating in ratings.load().sources:
        assert len(rating.why) > 40 and len(rating.date) == 10


def test_lists_use_the_tables_separator():
    assert tables.split(origins.per_measure(FOUR)["origin_names"].iat[0]) == ["source d", "the mayor", "the police"]
