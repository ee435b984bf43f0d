"""Sources are read as received, and bad input is named with its file, its key and what to do."""

import hashlib

import pytest

from claimtable import paths, sources, tables

TEXT = "Headline\r\nSome “text” with 10‚000 in it.\r\n"


@pytest.fixture
def folder(tmp_path):
    """A data folder with one good source; `folder.sheet(yaml)` rewrites its sources.yaml."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_bytes(TEXT.encode())
    sheet(tmp_path, "- {id: 'a', file: a.txt}")
    return tmp_path


def sheet(folder, entries):
    (folder / "sources.yaml").write_text("sources:\n" + "\n".join("  " + line for line in entries.splitlines()), encoding="utf-8")


def problem(folder):
    with pytest.raises(paths.InputError) as caught:
        sources.load(folder / "sources.yaml")
    return str(caught.value)


def test_text_is_read_exactly_line_ends_included(folder):
    assert sources.load(folder / "sources.yaml")[0].text == TEXT


def test_only_id_and_file_are_needed(folder):
    source = sources.load(folder / "sources.yaml")[0]
    assert (source.published, source.published_from, source.outlet, source.name) == (None, "", None, "source a")
    assert source.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_texts_may_lie_beside_the_sheet(tmp_path):
    (tmp_path / "b.txt").write_text("Words", encoding="utf-8")
    sheet(tmp_path, "- {id: b, file: b.txt, published: {date: 2024-11-05, basis: stated}}")
    assert sources.load(tmp_path / "sources.yaml")[0].published == "2024-11-05"


def test_an_interval_of_publication_keeps_both_ends(folder):
    sheet(folder, "- {id: a, file: a.txt, published: {date: 2024-10-29/2024-10-30, basis: inferred, why: two weekdays}}")
    source = sources.load(folder / "sources.yaml")[0]
    assert (source.published_from, source.published_to, source.published) == ("2024-10-29", "2024-10-30", "2024-10-29/2024-10-30")


@pytest.mark.parametrize("entries, said", [
    ("- {id: a, file: missing.txt}\n- {id: b, file: a.txt}", ["line 2: sources[0] (a).file", "no such file: missing.txt"]),
    ("- {id: a, file: a.txt}\n- {id: a, file: b.txt}", ["line 3: sources[1] (a).id", "also the id of sources[0]"]),
    ("- {id: a, file: a.txt}\n- {id: A, file: b.txt}", ["sources[1] (A).id", "also the id of sources[0], 'a'", "capitals"]),
    ("- {id: a, file: a.txt}\n- {id: b, file: a.txt}", ["sources[1] (b).file", "also the file of sources[0]"]),
    ("- {id: a, file: a.txt, short: Post}\n- {id: b, file: b.txt, short: post}",
     ["sources[1] (b).short", "also the short of sources[0], 'Post'"]),
    ("- {id: a, file: a.txt, short: source b}", ["sources[0] (a).short", "reads like the id of a source"]),
    ("- {id: a, file: a.txt, short: A name that nobody would call short}", ["sources[0] (a).short", "30"]),
    ("- {id: a, file: a.txt, shrot: X}", ["sources[0] (a).shrot", "write 'short'"]),
    ("- {id: a, file: a.txt, sha256: 00ff}", ["sources[0] (a).sha256", "has changed", "write the new sha256"]),
    ("- {id: 1, file: a.txt}", ["sources[0] (1).id", "in quotes"]),
    ("- {id: a/b, file: a.txt}", ["sources[0] (a/b).id"]),
    ("- {id: a}", ["sources[0] (a).file", "add it"]),
    ("- {id: a, file: ../a.txt}", ["sources[0] (a).file"]),
    ("- {id: a, file: a.txt, oulet: X}", ["sources[0] (a).oulet", "write 'outlet'"]),
    ("- {id: a, file: a.txt, id: b}", ["line 2", "the key 'id' is there twice"]),
    ("- {id: a, file: a.txt, url: example}", ["sources[0] (a).url"]),
    ("- {id: a, file: a.txt, language: English}", ["sources[0] (a).language"]),
    ("- {id: a, file: a.txt, published: {date: last week, basis: stated}}", ["sources[0] (a).published.date", "YYYY-MM-DD"]),
    ("- {id: a, file: a.txt, published: {date: 20241105, basis: stated}}", ["sources[0] (a).published.date", "YYYY-MM-DD"]),
    ("- {id: a, file: a.txt, published: {date: 2024-10-30/2024-10-29, basis: inferred}}",
     ["sources[0] (a).published.date", "from before to"]),
    ("- {id: a, file: a.txt, published: {date: 2024-10-30, basis: guessed}}", ["sources[0] (a).published.basis", "inferred, stated"]),
    ("- {id: a, file: a.txt, chrome: [{start: 5, end: 5000, what: menu}]}", ["sources[0] (a).chrome[0]", "5000"]),
    ("- {id: a, file: a.txt", ["line ", "not YAML"]),
    ("- id: a\n\tfile: a.txt", ["line 3", "a tab on that line"]),
])
def test_a_bad_entry_is_named(folder, entries, said):
    sheet(folder, entries)
    message = problem(folder)
    assert all(words in message for words in ["sources.yaml", *said]), message


@pytest.mark.parametrize("data, said", [(b"", "empty"), (b" \n\t\n", "empty"), ("café".encode("latin-1"), "not UTF-8")])
def test_a_bad_text_is_named(folder, data, said):
    (folder / "sources" / "a.txt").write_bytes(data)
    message = problem(folder)
    assert "a.txt" in message and said in message


def test_a_text_without_an_entry_is_not_passed_over(folder):
    (folder / "sources" / "stray.txt").write_text("News", encoding="utf-8")
    assert "stray.txt" in problem(folder)
    assert len(sources.load(folder / "sources.yaml", complete=False)) == 1


def test_a_missing_sheet_is_named(tmp_path):
    assert "no such file" in problem(tmp_path)


@pytest.fixture(scope="module")
def real():
    return sources.load()


def test_every_text_of_the_first_case_is_unchanged_and_dated(real):
    assert len(real) == len(list((paths.DATA / "sources").glob("*.txt")))
    for source in real:
        assert source.published_from <= source.published_to and source.published_why and source.title in source.text


def test_chrome_of_the_first_case_cuts_no_word(real):
    for source in real:
        for chrome in source.chrome:
            inside = source.text[chrome["start"]:chrome["end"]]
            around = source.text[max(chrome["start"] - 1, 0):chrome["start"]] + source.text[chrome["end"]:chrome["end"] + 1]
            assert inside == inside.strip() and not around.strip(), inside


def test_the_table_has_a_row_per_source(real):
    table = sources.table(real)
    assert list(table.columns) == tables.COLUMNS["sources"]
    assert list(table.source_id) == [s.id for s in real]
    assert (table.characters == [len(s.text) for s in real]).all() and (table.claims == 0).all()
