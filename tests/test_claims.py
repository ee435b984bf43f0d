"""From text to claims: what a number counts, what it is (fact, forecast, denied), and what holds for any text whatever."""

import re
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phrasings import corpus, unmark

from claimtable import claims, codebook, examples, sureness, tables
from claimtable.claims import context

ROOT = Path(__file__).resolve().parent.parent
BOOK = codebook.Codebook(
    title="Sheep", begins="2024-01-01", population="sheep", subject_owns=["lost"], default_owner="ours",
    nouns={"sheep": ["sheep", "ewe*", "flock"], "deaths": ["deaths", "toll", "dead"], "milk": ["liters of milk", "milk", "liters"]},
    events={"drowned": ["drowned", "drown*", "killed", "kill*", "dead", "died"], "stolen": ["stolen", "stole"], "moved": ["moved"],
            "lost": ["lost"]},
    owners={"ours": ["Ardley"], "theirs": ["Ruland"]},
    measures=[
        {"name": "sheep_dead", "kind": "quantity", "unit": "sheep", "read": {
            "when": [["sheep", "drowned"], ["deaths"], ["deaths", "drowned"], ["drowned"]], "unless": ["stolen"], "owners": ["ours"],
            "not_with": ["shepherd*"]}},
        {"name": "sheep_stolen", "kind": "quantity", "unit": "sheep",
         "read": {"when": [["sheep", "stolen"], ["stolen"]], "unless": ["drowned"], "owners": ["ours"]}},
        {"name": "flock", "kind": "quantity", "unit": "sheep", "read": {
            "when": [["sheep"], ["moved"], ["sheep", "moved"]], "unless": ["drowned", "stolen", "barns"], "owners": ["ours"],
            "typical": [100, 10000]}},
        {"name": "milk_per_day", "kind": "quantity", "unit": "liters",
         "read": {"when": ["anything"], "kinds": ["measurement", "number"], "per": "day", "says": ["milk"]}},
    ])
NOBODY = codebook.Actors()


def read(text, published="2024-05-18", book=BOOK, actors=NOBODY):
    return claims.read(text, published, book, "t", actors)


def at_mark(phrasing):
    text, start, end = unmark(phrasing)
    return [row for row in read(text)[1] if row["start"] < end and start < row["end"]]


COUNTING = [(measure, phrasing) for measure, phrasings in corpus("counting.yaml").items() for phrasing in phrasings]
STATUS = [(status, phrasing) for status, phrasings in corpus("status.yaml").items() for phrasing in phrasings]


@pytest.mark.parametrize("measure, phrasing", COUNTING, ids=[p for _, p in COUNTING])
def test_a_number_counts_what_its_words_say(measure, phrasing):
    assert [row["measure"] for row in at_mark(phrasing)] == ([] if measure == "nothing" else [measure])


@pytest.mark.parametrize("status, phrasing", STATUS, ids=[p for _, p in STATUS])
def test_status_has_a_scope(status, phrasing):
    rows = at_mark(phrasing)
    assert rows and rows[0]["status"] == status


# ---------------------------------------------------------------- the codebooks' own examples


@pytest.mark.parametrize("path",
                         ["data/codebook.yaml", *(f"tests/cases/{case}/codebook.yaml" for case in ("quake", "crowd", "flood", "merger"))])
def test_examples_and_counterexamples_of_a_codebook_hold(path):
    assert examples.failures(ROOT / path) == []


def test_an_example_that_does_not_hold_is_named():
    book = BOOK.model_copy(deep=True)
    book.measures[0].examples = [codebook.Example(text="[12] shepherds came.")]
    book.measures[1].counterexamples = [codebook.Example(text="Thieves took 40 stolen sheep.")]
    wrong = examples.failures(book, NOBODY)
    assert wrong[0].startswith("sheep_dead: nothing was read") and "is a counterexample, but '40'" in wrong[1]


# ---------------------------------------------------------------- when and where


@pytest.mark.parametrize("text, since", [
    ("On Monday 300 sheep drowned.", "2024-05-13"),
    ("300 sheep drowned between May 8 and 13.", "2024-05-13"),
    ("The mayor said on Friday that 300 sheep had drowned.", "2024-05-17"),
    ("300 sheep drowned in April.", "2024-04-01"),
    ("300 sheep drowned.", ""),
    ("Since 2024 the farm has seen much; 300 sheep drowned.", ""),
    ("The flood of May 10 drowned 300 sheep.", ""),
    ("The farm has lost 300 sheep since it opened in 2024.", ""),
    ("By the mayor's count of May 10 the flood drowned 300 sheep.", "2024-05-10"),
    ("By Monday's count the flood drowned 300 sheep.", "2024-05-13"),
    ("In Monday's address the mayor put the drowned at 300 sheep.", "2024-05-13"),
    ("The mayor said on Monday that 40 cows were lost and that 300 sheep had drowned in May 2024.", "2024-05-01"),
    ("300 of the 900 ewes had drowned by May 10.", "2024-05-10"),
    ("The farm had lost 40 sheep on May 8 and 300 sheep on May 10.", "2024-05-10"),
    ("300 sheep drowned and 40 were hurt as of May 10.", ""),
    ("300 sheep drowned, the mayor said on Friday, a day after the farm had reported 40.", "2024-05-17"),
    ("The mayor spoke on Friday, a day after the farm had reported 300 sheep drowned.", "2024-05-16"),
    ("The farm put the drowned at 300 sheep as of early May and last week at 400.", "2024-05-01"),
    ("By April 30 and May 10 300 sheep had drowned.", "2024-05-10"),
    ("In Ardley, where the dam broke on May 10, 300 sheep drowned.", ""),
    ("The storm that struck the farm on Monday has drowned 300 sheep.", ""),
    ("The mayor said that on Monday 300 sheep drowned.", "2024-05-13"),
    ("Over the past week 300 sheep drowned.", "2024-05-18"),
    ("In the last week of April 300 sheep drowned.", "2024-04-24"),
    ("ARDLEY, May 17 (Bell News) - At least 300 sheep drowned.", ""),
    ("Two days after the May 10 flood the farm counts 300 sheep drowned.", ""),
    ("300 sheep drowned in Ardley, where the dam broke on May 10, a farmer said on Monday.", "2024-05-13"),
    ("Ada Brook, who was in Ardley on Monday, told the Bell News that she knew of 300 sheep drowned.", ""),
    ("The envoy, who visited Ardley on Monday, said 300 sheep had drowned.", ""),
    ("The mayor, who spoke in Ardley on Monday, said 300 sheep had drowned.", "2024-05-13"),
])
def test_as_of_is_what_the_text_fixes(text, since):
    row = read(text)[1][0]
    assert row["as_of_from"] == since and row["as_of_basis"] == ("stated" if since else "published")


DIARY = "The flood, day by day\n\n6 May – The river rises.\n\n{}8 May – A dam breaks. {}\n\n{}"


@pytest.mark.parametrize("text, since, basis", [
    ("The mayor spoke on Monday of 40 cows. He put the sheep drowned at 300.", "2024-05-13", "inferred"),
    ("Ada Brook said on Monday that 40 cows were lost.\n\nBrook added that 300 sheep had drowned.", "2024-05-13", "inferred"),
    ("The farm office said on Monday that 40 cows were lost.\n\nThe farm office counts 300 sheep drowned.", "", "published"),
    ("On Monday the river rose. By nightfall 300 sheep had drowned.", "2024-05-13", "inferred"),
    ("On Monday 200 sheep drowned upstream and 100 below. Together that makes 300 sheep drowned.", "2024-05-13", "inferred"),
    ("The mayor says 300 sheep drowned in Monday's flood.", "", "published"),
    ("On Monday the mayor gave a toll of 40 sheep drowned. He now says the figure is 300.", "", "published"),
    ("The mayor, who on Monday spoke of 40 sheep drowned, now says the figure is 300.", "", "published"),
    ("From 24 April to 13 May:\n\n- Sheep drowned: 300", "2024-05-13", "stated"),
    ("Of the 900 sheep sent there in April, 300 have drowned.", "", "published"),
    ("The mayor said on Monday that 40 cows were lost. Another 300 sheep drowned, according to the farm office.", "", "published"),
    ("On Monday 40 cows were lost. A day later 300 sheep drowned.", "2024-05-14", "stated"),
    ("On Monday 40 cows were lost. That night 300 sheep drowned.", "2024-05-13", "stated"),
    ("The toll in figures (farm office, May 13)\n\n- Sheep drowned: 300\n- Cows drowned: 40", "2024-05-13", "stated"),
    ("As of May 13 the toll was:\n\n- Sheep drowned: 300\n- Cows drowned: 40", "2024-05-13", "stated"),
    (DIARY.format("", "The farm says 300 sheep have drowned.", ""), "2024-05-08", "stated"),
    (DIARY.format("", "", "10 May\n\nThe farm says 300 sheep have drowned."), "2024-05-10", "stated"),
    ("Hearing\n\nSitting of 14 May 2024\n\nThe farm has lost 300 sheep, said Ada Brook.", "2024-05-14", "stated"),
    ("Flood page\n\n14 May 2024\n\nThe farm has lost 300 sheep, said Ada Brook.", "", "published"),
    ("It rains.\n\nIt rains still.\n\nIn figures, May 13, 1900 GMT\nSheep drowned: 300\nCows drowned: 40", "2024-05-13", "stated"),
    ("It rains.\n\nIt rains still.\n\nLosses as of 13 May\n• Sheep drowned: 300\n• Cows drowned: 40", "2024-05-13", "stated"),
    ("14 May 2024, data up to 12:00\n\nThe farm has lost 300 sheep.", "2024-05-14", "stated"),
    ("Issued 16 May 2024, data up to 14 May\n\nThe farm has lost 300 sheep.", "2024-05-14", "stated"),
    ("The mayor made a statement on Monday. She said 300 sheep drowned.", "2024-05-13", "inferred"),
    ("Ada Brook gave information to the press at the town hall on Monday.\n\nBrook said that 300 sheep drowned.", "2024-05-13", "inferred"),
    ("The mayor spoke here this afternoon. She gave 300 as the number of sheep drowned.", "2024-05-18", "inferred"),
    ("On Monday Ada Brook gave an interview to a paper. Some 300 sheep drowned, she said.", "2024-05-13", "inferred"),
    ("Ada Brook made the following statement on Monday:\n\n\"It rained. It rained again. We worked. We slept little. We thank all. "
     "We go on.\n\n\"We shall see. But 300 sheep drowned.\"", "2024-05-13", "inferred"),
    ("The farm office put the drowned cows at 40 on Monday. It counted 300 sheep drowned.", "2024-05-13", "inferred"),
    ("The farm office expects 40 cows by June. It counted 300 sheep drowned.", "", "published"),
    ("Ada Brook slept in her car on Monday. Some 300 sheep drowned, she said.", "", "published"),
    ("ARDLEY, May 14 (Bell News) - It rains.\n\n10:30 GMT - Sheep drowned: 300\n\n09:10 GMT - It rains", "2024-05-14", "stated"),
])
def test_a_day_may_stand_outside_the_sentence(text, since, basis):
    row = next(row for row in read(f"News\n\n{text}")[1] if row["low"] == 300)
    assert (row["as_of_from"], row["as_of_basis"]) == (since, basis)


@pytest.mark.parametrize("text, place", [
    ("On Monday 300 sheep drowned near Ardley.", "Ardley"),
    ("On Monday 300 sheep drowned around Ardley, Orton and Upper Mere, the mayor said.", "Ardley, Orton and Upper Mere"),
    ("In one night near the village of Ardley 300 sheep drowned.", "Ardley"),
    ("The farm has moved 300 sheep out of the flooded zone.", "the flooded zone"),
    ("More than 300 sheep drowned in a field south of Upper Mere.", "Upper Mere"),
    ("The mayor told reporters in Ardley that 300 sheep had drowned.", ""),
    ("At Ardley the mayor spoke of 300 sheep drowned.", ""),
    ("In May 300 sheep drowned.", ""),
    ("The mayor said in Ardley Hall News that 300 sheep drowned.", ""),
    ("300 sheep drowned in Vesland's worst flood.", ""),
    ("300 sheep drowned, said a man who spoke only in Korean.", ""),
])
def test_a_place_that_nobody_listed_is_read_from_its_preposition(text, place):
    assert read(text)[1][0]["place"] == place


def test_a_part_of_the_whole_holds_on_while_nobody_else_speaks():
    book = ROOT / "tests" / "cases" / "quake" / "codebook.yaml"
    text = ("News\n\nAcross Turkey 300 people have died. The injured: 500. In the rubble 40 buildings stand.\n\nUNICEF says 700 people "
            "have been displaced.")
    rows = claims.read(text, "2023-02-15", book, "t")[1]
    assert {row["low"]: row["place"] for row in rows} == {300: "Turkey", 500: "Turkey", 700: ""}


def test_a_people_is_no_place_but_a_place_may_sound_like_one():
    actors = codebook.Actors(places=[{"name": "Vesland", "kind": "country", "aliases": ["Veslandian"]},
                                     {"name": "Orlian", "kind": "town", "within": "Vesland"}])
    text = "On Monday 300 sheep drowned in Orlian. To Veslandian farmers 500 sheep drowned are many."
    rows = claims.read(text, "2024-05-18", BOOK, "t", actors)[1]
    assert [row["place"] for row in rows] == ["Orlian", ""]


def test_rescuers_count_where_they_work():
    book = ROOT / "tests" / "cases" / "quake" / "codebook.yaml"
    row, = claims.read("News\n\nThe White Helmets, who dig in the north-west, count 300 dead.", "2023-02-15", book, "t")[1]
    assert (row["place"], row["measure"]) == ("the north-west", "deaths_syria")


@pytest.mark.parametrize("text, place", [
    ("About 300,000 people have left Gaziantep for Mersin.", "Gaziantep"),
    ("More than 28,000 people have been evacuated from Antakya.", "Antakya"),
    ("The clinic in Damascus counts 1,300 dead in government-held areas.", "government-held areas"),
    ("In Syria 1,900 people were killed in the rebel pocket, doctors say.", "the rebel pocket"),
    ("By Ankara's reckoning 400,000 people are homeless.", ""),
    ("Five million Turks have lost their homes.", ""),
    ("Turkey's environment ministry said 6,400 buildings had collapsed.", "Turkey's"),
    ("Turkey's quake dead pass 8,500.", "Turkey's"),
    ("A quake of magnitude 7.8 jolted Kahramanmaras before dawn.", "Kahramanmaras"),
])
def test_the_place_is_the_one_that_was_left_held_struck_or_whose_office_counts(text, place):
    book = ROOT / "tests" / "cases" / "quake" / "codebook.yaml"
    assert [row["place"] for row in claims.read(f"News\n\n{text}", "2023-02-15", book, "t")[1]] == [place]


def test_without_a_publication_date_a_weekday_stays_unresolved():
    assert read("On Monday 300 sheep drowned.", None)[1][0]["as_of_from"] == ""


@pytest.mark.parametrize("text", [
    "In 1987 the river killed 300 sheep.",
    "In the flood of 1987, 300 sheep drowned.",
    "It is the worst flood since 1987, when 300 sheep drowned.",
])
def test_a_number_dated_before_the_event_is_about_another_one(text):
    found, rows = read(text)
    assert rows == [] and "before the event" in next(m for m in found if m["surface"] == "300")["reason_not_a_claim"]


def test_the_place_is_as_written_and_not_where_the_speaker_sits():
    actors = codebook.Actors(places=[{"name": "Ardley"}, {"name": "Ruland"}])
    assert read("Ruland said 300 sheep drowned in upper Ardley.", actors=actors)[1][0]["place"] == "upper Ardley"


# ---------------------------------------------------------------- nothing falls silently under the table


def test_two_measures_with_equal_right_claim_nothing_and_say_so():
    book = codebook.Codebook(nouns={"sheep": ["sheep"]}, measures=[
        {"name": "a", "kind": "quantity", "read": {"when": [["sheep"]], "typical": [1, 500]}},
        {"name": "b", "kind": "quantity", "read": {"when": [["sheep"]], "typical": [200, 900]}}])
    found, rows = read("300 sheep came.", book=book)
    assert rows == [] and found[0]["reason_not_a_claim"] == "two measures claim it with equal right: a, b"


def test_every_number_is_a_claim_or_says_in_words_why_not():
    text = ("On May 12, 2024 at 10.30, 300 sheep drowned in 3 villages, 40 % of the flock; farmer Lee, 41, said it was the second flood. "
            "Page 3 of 12.")
    found, rows = read(text)
    assert all(bool(m["claim_id"]) != bool(m["reason_not_a_claim"]) for m in found)
    assert {m["claim_id"] for m in found if m["claim_id"]} == {row["claim_id"] for row in rows}


def test_rows_have_the_columns_of_the_tables():
    found, rows = read("Ada Brook said 300 sheep drowned on Monday.")
    assert list(rows[0]) == tables.COLUMNS["claims"] and list(found[0]) == tables.COLUMNS["mentions"]
    assert rows[0]["claim_id"] == rows[0]["source_id"] + f":{rows[0]['start']}"


def test_the_quote_is_the_whole_sentence_as_received():
    text = "A flood came.\u00a0“We lost 300 drowned sheep,” she\u202fsaid. It rained."
    row = read(text)[1][0]
    assert row["quote"] == "“We lost 300 drowned sheep,” she\u202fsaid." and text[row["start"]:row["end"]] == "300"


def test_a_table_of_another_language_or_nothing_at_all_is_no_error():
    assert read("") == ([], []) and read("\n\n \t")[1] == [] and read("三百 羊")[1] == []


# ---------------------------------------------------------------- any text whatever

PIECES = st.sampled_from(["300 sheep", " drowned", ", the ministry said", ". ", "\n", "“", "”", "according to ", "'s estimate of ",
                          "on Monday ", "12,000 ", "could ",
                          "not confirmed", " and ", "; ", ": ", "(UFA)", "• ", "\u200b", "\u202e", "😀", "&nbsp;", "\x00", "\ud800",
                          "half of ", "them", "it "])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200))
def test_spans_are_exact_and_reading_is_deterministic(text):
    found, rows = read(text)
    assert (found, rows) == read(text)
    for row in [*found, *rows]:
        assert text[row["start"]:row["end"]] == row["surface"]
    for row in rows:
        assert row["quote"] in text and row["attributed_to"] in text and row["place"] in text
    starts = [row["start"] for row in rows]
    assert starts == sorted(set(starts))
    assert all(a["end"] <= b["start"] for a, b in zip(rows, rows[1:]))


@pytest.mark.parametrize("bait", ["300 sheep " * 800, "sheep " * 9000 + "300", "not " * 9000, "300, " * 3000, "of " * 9000 + "300 sheep",
                                  "300 of the " * 1500,
                                  "will " * 6000 + "300 sheep drown", "while " * 9000, "1" * 200_000, "(300 sheep) " * 800, "a\n" * 20_000,
                                  "no evidence " * 4000],
                         ids=lambda bait: bait[:12])
def test_time_grows_with_length_only(bait):
    """Reading four times the text may not take much more than four times as long (with room for a busy machine)."""
    def seconds(text):
        started = time.process_time()
        read(text)
        return time.process_time() - started
    seconds(bait[:2000])
    short = seconds(bait[:len(bait) // 4])
    assert seconds(bait) < 12 * short + 0.5


def test_the_reading_knows_no_topic():
    """No word of any codebook's lists stands in the modules that read: another topic needs another codebook only."""
    names = set()
    for path in ROOT.glob("tests/cases/*/codebook.yaml"):
        book = codebook.load(path)
        names |= {measure.name for measure in book.measures}
    names |= {measure.name for measure in codebook.load().measures} | {"Turkey", "Kursk", "North Korea", "Ukraine", "Pyongyang"}
    for path in (path for folder in ("grammar", "attribution", "claims") for path in (ROOT / "claimtable" / folder).glob("*.py")):
        code = re.sub(r'""".*?"""|#.*', "", path.read_text(encoding="utf-8"), flags=re.S)
        found = {name for name in names if re.search(rf"\b{name}\b", code)}
        assert not found, f"{path} names {found}"


def test_a_fact_does_not_reach_beyond_the_day_it_was_printed():
    fact, = read("This spring 300 sheep drowned in Ardley.", "2024-05-18")[1]
    assert (fact["as_of_from"], fact["as_of_to"]) == ("2024-03-01", "2024-05-18")
    past, = read("In April 300 sheep drowned in Ardley.", "2024-05-18")[1]
    assert (past["as_of_from"], past["as_of_to"]) == ("2024-04-01", "2024-04-30")


@pytest.mark.parametrize("who, origin", [
    ("the Farm Office and the shepherds", "Farm Office and Shepherds' League"),
    ("The shepherds and the Farm Office", "Farm Office and Shepherds' League"),
    ("The Farm Office, the shepherds and the mayor", "Farm Office, the shepherds and the mayor"),
    ("The Farm Office and its friends", "Farm Office"),
])
def test_who_speaks_together_is_no_one_of_them_alone(who, origin):
    actors = codebook.Actors(actors=[codebook.Actor(name="Farm Office", kind="agency"),
                                     codebook.Actor(name="Shepherds' League", kind="agency", aliases=["the shepherds"]),
                                     codebook.Actor(name="Mayors", kind="agency", aliases=["mayors"])])
    text = f"{who} say that 300 sheep drowned."
    assert claims.read(text, "2024-05-18", BOOK, "t", actors, "The Bell")[1][0]["origin"] == origin


@pytest.mark.parametrize("text, origin", [
    ("The farm minister, Ada Brook, came. The minister said that 300 sheep drowned.", "Ada Brook"),
    ("The farm minister came with the war minister. The minister said that 300 sheep drowned.", "Minister"),
    ("The minister said that 300 sheep drowned. The farm minister came.", "Minister"),
    ("300 sheep drowned, our reporter in Ardley says.", "The Bell"),
    ("The Vets of Ardley came. The vets of Ardley believe that 300 sheep drowned.", "The Vets of Ardley"),
])
def test_a_short_name_is_the_full_one_before_it_and_our_reporter_is_the_outlet(text, origin):
    minister = {"name": "Ada Brook", "aliases": ["the farm minister"], "kind": "person"}
    actors = codebook.Actors(actors=[minister, {"name": "The Vets of Ardley"}])
    assert claims.read(text, "2024-05-18", BOOK, "t", actors, "The Bell")[1][0]["origin"] == origin


def test_who_heads_a_column_of_a_table_counts_even_where_their_noun_is_counted_too():
    actors = codebook.Actors(actors=[{"name": "Flock", "kind": "agency"}, {"name": "Sheep Farms for All"}])
    text = "Losses\n| | Flock | Sheep Farms for All |\n|---|---|---|\n| Sheep drowned | 300 | 400 |\n| Sheep stolen | 40 | 50 |\n"
    found = [(row["measure"], row["low"], row["attributed_to"]) for row in read(text, actors=actors)[1]]
    assert found == [("sheep_dead", 300, "Flock"), ("sheep_dead", 400, "Sheep Farms for All"),
                     ("sheep_stolen", 40, "Flock"), ("sheep_stolen", 50, "Sheep Farms for All")]


def test_unnamed_people_of_two_outlets_are_two_origins():
    actors = codebook.Actors(actors=[{"name": "analysts", "kind": "anonymous"}, {"name": "Farm Office", "kind": "agency"}])
    text = "{} said that 300 sheep drowned in Ardley."
    origins = [claims.read(text.format(who), "2024-05-18", BOOK, "t", actors, outlet)[1][0]["origin"]
               for who in ("Analysts", "The Farm Office") for outlet in ("The Bell", "The Crier")]
    assert origins == ["analysts (The Bell)", "analysts (The Crier)", "Farm Office", "Farm Office"]


@pytest.mark.parametrize("piece", ["1,", "300 dead, ", "5 km "])
def test_a_long_row_of_figures_is_no_sentence(piece):
    mentions, rows = read(piece * 90)
    assert rows == [] and {m["reason_not_a_claim"] for m in mentions} <= {"one of a long row of figures, not of a sentence", "a distance"}


def test_a_few_numbers_more_make_no_row_of_figures():
    assert len(read("300 sheep drowned and " * 12)[1]) == 12


def test_a_speaker_without_an_entry_has_one_name_with_and_without_its_article():
    assert {context.voice(who) for who in ("the police", "Police", "police", "The police")} == {"Police"}
    assert context.voice("") == ""


@pytest.mark.parametrize("text, hedge", [
    ("If 300 sheep drowned, the farm would close.", "If"),
    ("Unless 300 sheep drown this winter, the farm will stay.", "Unless"),
    ("If the dam breaks, up to 300 sheep could drown.", "could"),
    ("At least 300 sheep drowned, the mayor said.", ""),
])
def test_a_number_under_a_condition_is_only_supposed(text, hedge):
    (row,) = read(text)[1]
    assert row["hedge"] == hedge
    assert (sureness.surely(SimpleNamespace(**row), {}) == sureness.SUPPOSED) == (hedge.lower() in ("if", "unless"))


@pytest.mark.parametrize("head", ["Transcript, 18 May 2024", "Transcript: The Farm Hour\n\nSaturday, 18 May 2024"])
@pytest.mark.parametrize("counts", [True, False])
def test_the_day_of_a_transcript_that_appeared_on_it_counts_where_the_codebook_says_so(head, counts):
    book = BOOK.model_copy(update={"as_of_head": counts})
    row = read(f"News\n\n{head}\n\nThe farm has lost 300 sheep, said Ada Brook.", book=book)[1][0]
    assert row["as_of_from"] == ("2024-05-18" if counts else "")
