"""The tables: their columns, and how they are read and written. CSV, UTF-8, sorted, every cell text unless named below."""

import pandas as pd

from . import paths

pd.set_option("mode.string_storage", "python")  # tables are read row by row far more often than they are computed with: a quarter less time for the report

COLUMNS = {
    "sources": "source_id file sha256 title outlet url published_from published_to published_basis published_why language "
               "characters words mentions claims",
    "mentions": "mention_id source_id start end surface kind low high modality unit head claim_id reason_not_a_claim",
    "claims": "claim_id source_id measure kind surface low high modality unit position status place as_of_from as_of_to "
              "as_of_basis attributed_to origin relay cue hedge quote start end coded_by note",
    "agreements": "comparison_id measure relation severity claim_ids source_ids origins gap explanation reader_note",
    "discrepancies": "comparison_id measure relation severity claim_ids source_ids origins gap explanation reader_note",
    "codebook": "entry kind unit label statuses question definition counts does_not_count",
    "checks": "check_id kind claim_ids statement computation verdict fact_ids explanation",
}
COLUMNS = {table: columns.split() for table, columns in COLUMNS.items()}
NUMBERS = {"low": "float64", "high": "float64", "severity": "float64", "start": "int64", "end": "int64", "characters": "int64",
           "words": "int64"}
COUNTS = {"sources": ("mentions", "claims")}
LIST_SEPARATOR = "; "  # in claim_ids, source_ids, origins, fact_ids


def frame(table, rows):
    """Rows (dicts) as a DataFrame with exactly the table's columns, in order; a missing text cell is the empty string."""
    columns = COLUMNS[table]
    unknown = {key for row in rows for key in row} - set(columns)
    if unknown:
        raise ValueError(f"{table}: no such column: {', '.join(sorted(unknown))}")
    return typed(table, pd.DataFrame(rows, columns=columns))


def typed(table, data):
    data = data.copy()
    for column in data.columns:
        if column in NUMBERS:
            data[column] = pd.to_numeric(data[column]).astype(NUMBERS[column])
        elif column in COUNTS.get(table, ()):
            data[column] = pd.to_numeric(data[column]).astype("int64")
        else:
            data[column] = data[column].fillna("").astype(str)
    return data.reset_index(drop=True)


def read(table, folder=None):
    """A table as written by `write`. Text cells are str ('' when empty), low and high float with NaN when open."""
    path = (folder or paths.TABLES) / f"{table}.csv"
    if not path.exists():
        raise paths.InputError(path, "", "this table has not been made yet", "run the notebooks in order, or `make report`")
    return typed(table, pd.read_csv(path, dtype=str, keep_default_na=False, na_values={c: [""] for c in NUMBERS}, encoding="utf-8"))


def write(table, data, folder=None):
    """Write a table: columns in order, numbers as short as they are exact, line ends \\n."""
    path = (folder or paths.TABLES) / f"{table}.csv"
    text = typed(table, data)[COLUMNS[table]].copy()
    for column in set(text.columns) & {"low", "high", "severity"}:
        text[column] = text[column].map(plain)
    return paths.write(path, text.to_csv(index=False, lineterminator="\n"))


def plain(value):
    """10000.0 => '10000', 33.3 => '33.3', NaN => ''."""
    return "" if pd.isna(value) else f"{value:.10g}" if abs(value) < 1e10 else f"{value:.0f}"


def split(cell):
    """'a; b' => ['a', 'b']; '' => []."""
    return cell.split(LIST_SEPARATOR) if cell else []


def join(values):
    return LIST_SEPARATOR.join(values)
