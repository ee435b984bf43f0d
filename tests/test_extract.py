"""extract: the same claims from a folder, lines or a table, in one process or several; bad input is refused by name."""

import csv
import gzip
import json
import subprocess
import sys

import pandas as pd
import pytest

from claimtable import paths, tables
from claimtable.extract import extract, texts

CODEBOOK = paths.ROOT / "tests" / "cases" / "quake" / "codebook.yaml"
TEXTS = {
    "a": "Quake toll passes 300\nAt least 300 people died in Turkey, officials said on Monday. Rescuers pulled 12 people out alive.",
    "b": "Nothing to count here\nNo number at all.",
    "c": "Homes lost\nAbout 1,500 buildings collapsed \U0001F600 in Syria, the Red Crescent said. A post spoke of 9\u202f000 dead.",
}


@pytest.fixture
def folder(tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    for name, text in TEXTS.items():
        (texts / f"{name}.txt").write_bytes(text.encode("utf-8"))
    (texts / "sources.yaml").write_text("sources:\n- {id: a, file: a.txt, published: {date: '2023-02-08', basis: stated}}\n"
                                        "- {id: b, file: b.txt, published: null}\n- {id: c, file: c.txt, published: null}\n", "utf-8")
    return texts


def run(sources, out, **more):
    extract(sources, CODEBOOK, out, **more)
    return out.read_bytes()


def test_claims_and_mentions_have_the_tables_columns_and_exact_spans(folder, tmp_path):
    run(folder, tmp_path / "claims.csv", mentions_out=tmp_path / "mentions.csv")
    for name in ("claims", "mentions"):
        with open(tmp_path / f"{name}.csv", encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
        assert rows and list(rows[0]) == tables.COLUMNS[name]
        for row in rows:
            assert TEXTS[row["source_id"]][int(row["start"]):int(row["end"])] == row["surface"]
            assert row.get("quote", "") in TEXTS[row["source_id"]]


@pytest.mark.parametrize("words", ["=300+12 people died in Turkey.", "+300 people died in Turkey.", "-300 people died in Turkey.",
                                   "@mayor: 300 people died in Turkey.",
                                   "\t=300 people died in Turkey."])
def test_words_that_a_spreadsheet_would_compute_stay_exact(tmp_path, words):
    (tmp_path / "t.jsonl").write_text(json.dumps({"id": 1, "text": f"Toll\n{words}"}), "utf-8")
    extract(tmp_path / "t.jsonl", CODEBOOK, tmp_path / "c.csv", tmp_path / "m.csv")
    with open(tmp_path / "c.csv", encoding="utf-8", newline="") as handle:
        assert [row["quote"] for row in csv.DictReader(handle)][:1] == [words.strip()]
    with open(tmp_path / "m.csv", encoding="utf-8", newline="") as handle:
        assert all(f"Toll\n{words}"[int(row["start"]):int(row["end"])] == row["surface"] for row in csv.DictReader(handle))


def test_the_publication_date_beside_the_texts_is_used(folder, tmp_path):
    run(folder, tmp_path / "claims.csv")
    claims = pd.read_csv(tmp_path / "claims.csv", dtype=str, keep_default_na=False)
    dead = claims[(claims.source_id == "a") & (claims.surface == "At least 300")].iloc[0]  # the headline has no day of its own
    found = (dead.measure, dead.low, dead.high, dead.modality, dead.as_of_from, dead.attributed_to)
    assert found == ("deaths_turkey", "300", "", "at_least", "2023-02-06", "officials")


def test_a_folder_lines_gzipped_lines_and_parquet_give_the_same_claims(folder, tmp_path):
    rows = [{"id": i, "text": t, "published": "2023-02-08" if i == "a" else None} for i, t in TEXTS.items()]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "texts.jsonl").write_text(lines, "utf-8")
    with gzip.open(tmp_path / "texts.jsonl.gz", "wt", encoding="utf-8") as handle:
        handle.write(lines)
    pd.DataFrame(rows).to_parquet(tmp_path / "texts.parquet")
    wanted = run(folder, tmp_path / "claims.csv")
    for name in ("texts.jsonl", "texts.jsonl.gz", "texts.parquet"):
        assert run(tmp_path / name, tmp_path / "other.csv") == wanted, name


def test_two_processes_give_what_one_gives(folder, tmp_path):
    assert run(folder, tmp_path / "one.csv") == run(folder, tmp_path / "two.csv", jobs=2)


def test_parquet_is_written_in_groups_of_many_texts(folder, tmp_path, monkeypatch):
    pq = pytest.importorskip("pyarrow.parquet")
    extract(folder, CODEBOOK, tmp_path / "claims.csv", tmp_path / "mentions.parquet")
    assert pq.ParquetFile(tmp_path / "mentions.parquet").num_row_groups == 1
    monkeypatch.setattr("claimtable.extract.GROUP", 3)
    extract(folder, CODEBOOK, tmp_path / "claims.csv", tmp_path / "small.parquet")
    assert pq.ParquetFile(tmp_path / "small.parquet").num_row_groups > 1
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "small.parquet"), pd.read_parquet(tmp_path / "mentions.parquet"))


def test_csv_jsonl_and_parquet_hold_the_same_rows(folder, tmp_path):
    for ending in ("csv", "jsonl", "parquet"):
        run(folder, tmp_path / f"claims.{ending}")
    from_csv = tables.typed("claims",
                            pd.read_csv(tmp_path / "claims.csv", dtype=str, keep_default_na=False, na_values={"low": [""], "high": [""]}))
    for other in (pd.read_json(tmp_path / "claims.jsonl", lines=True, dtype={"source_id": str}),
                  pd.read_parquet(tmp_path / "claims.parquet")):
        pd.testing.assert_frame_equal(tables.typed("claims", other)[tables.COLUMNS["claims"]], from_csv)


@pytest.mark.parametrize("name, content, message", [
    ("empty", None, r"holds no \.txt"),
    ("texts.doc", b"x", "not a folder"),
    ("texts.jsonl", b'{"id": 1, "text": "a"}\nnot json\n', "line 2.*not JSON"),
    ("texts.jsonl", b'{"id": 1}\n', "line 1.*no text"),
    ("texts.jsonl", b'{"id": 1, "text": "a"}\n{"id": "1", "text": "b"}\n', "id '1': is there twice"),
    ("texts.jsonl", b'{"id": null, "text": "a"}\n', "line 1: has no id"),
    ("texts.jsonl", b'{"text": "a"}\n', "line 1: has no id"),
    ("texts.jsonl", b'{"id": " ", "text": "a"}\n', "line 1: has no id"),
    ("texts.jsonl", b'{"id": 1.5, "text": "a"}\n', "line 1: has no id"),
    ("texts.jsonl", b'{"id": 1, "text": "a", "published": "last May"}\n', "line 1: published: 'last May' is no date.*YYYY-MM-DD"),
    ("texts.jsonl", b'{"id": 1, "text": "a", "published": 20240508}\n', "'20240508' is no date"),
    ("texts.jsonl", b'{"id": 1, "text": "a"}\n\xff\n', "not UTF-8"),
    ("texts.jsonl.gz", b"no gzip", "after line 0: not whole as a .gz"),
    ("texts.jsonl.gz", gzip.compress(b'{"id": 1, "text": "a"}\n' * 999, mtime=0)[:40], "not whole as a .gz"),
    ("texts.parquet", b"no parquet", "not readable as parquet"),
])
def test_input_that_cannot_be_read_is_refused_by_name_and_leaves_the_old_output(tmp_path, name, content, message):
    source, out = tmp_path / name, tmp_path / "claims.csv"
    source.mkdir() if content is None else source.write_bytes(content)
    out.write_text("the last good run", "utf-8")
    with pytest.raises(paths.InputError, match=message) as refused:
        extract(source, CODEBOOK, out)
    assert name in str(refused.value)
    assert out.read_text("utf-8") == "the last good run"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


@pytest.mark.parametrize("given, wanted",
                         [("2024-05-08T23:30:00Z", "2024-05-08"), ("2024-05-08 12:00", "2024-05-08"), ("2024-05-08", "2024-05-08"),
                                           ("2024-05-01/2024-05-08", "2024-05-01/2024-05-08"), ("", None), (None, None)])
def test_the_day_of_a_time_of_publication_counts(tmp_path, given, wanted):
    (tmp_path / "t.jsonl").write_text(json.dumps({"id": 1, "text": "x", "published": given}), "utf-8")
    assert [row[2] for row in texts(tmp_path / "t.jsonl")] == [wanted]


def test_parquet_says_which_row_lacks_what(tmp_path):
    pd.DataFrame({"id": ["a", "b"], "text": ["x", None]}).to_parquet(tmp_path / "t.parquet")
    with pytest.raises(paths.InputError, match="t.parquet: row 2: has no text"):
        list(texts(tmp_path / "t.parquet"))


@pytest.mark.parametrize("out, mentions, message", [
    ("c.csv", "c.csv", "named as out and as mentions"), ("texts.jsonl", None, "named as sources and as out"),
    ("c.csv", "texts.jsonl", "named as sources and as mentions"),
    (".", None, "cannot write"), ("folder.csv", None, "is a folder"), ("c.xlsx", None, "cannot write '.xlsx'"),
])
def test_no_output_takes_the_place_of_something_else(tmp_path, out, mentions, message):
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "texts.jsonl").write_text('{"id": 1, "text": "300 dead"}\n', "utf-8")
    with pytest.raises(paths.InputError, match=message):
        extract(tmp_path / "texts.jsonl", CODEBOOK, tmp_path / out, tmp_path / mentions if mentions else None)
    assert (tmp_path / "texts.jsonl").read_text("utf-8") == '{"id": 1, "text": "300 dead"}\n'
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.csv", "texts.jsonl"]


def test_a_codebook_whose_areas_lie_nowhere_is_refused(folder, tmp_path):
    (tmp_path / "codebook.yaml").write_bytes(CODEBOOK.read_bytes())  # without the actors.yaml beside it
    with pytest.raises(paths.InputError, match="whole: there is no place 'Turkey' in actors.yaml"):
        extract(folder, tmp_path / "codebook.yaml", tmp_path / "c.csv")


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbfAt least 300 died.", b"At least 300 died.\r\nMore.\r\n",
                                  "300 died \u202e here \u2067 and 5".encode(),
                                  b"A &amp; B: 300 dead", "1".encode() * 100_000, b"300 \x00 dead"])
def test_odd_texts_are_read_with_exact_spans(tmp_path, data):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_bytes(data)
    run(folder, tmp_path / "claims.csv", mentions_out=tmp_path / "mentions.jsonl")
    text = data.decode("utf-8")
    for line in (tmp_path / "mentions.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        assert text[row["start"]:row["end"]] == row["surface"]


def test_the_command_says_in_one_line_what_is_wrong(tmp_path):
    done = subprocess.run([sys.executable, "-m", "claimtable", "extract", str(tmp_path), "--codebook", str(CODEBOOK), "--out",
                           str(tmp_path / "c.csv")],
                          capture_output=True, text=True, cwd=paths.ROOT)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1 and "holds no .txt" in done.stderr and "Traceback" not in done.stderr
