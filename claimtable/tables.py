"""The tables: their columns, and how they are read and written. CSV, UTF-8, sorted, every cell text unless named below."""

import pandas as pd

from . import paths
from .cells import COLUMNS, join, plain, split, split_all  # noqa: F401  (plain, split, split_all, join: asked for as tables.split)

# Tables are read row by row far more often than they are computed with: a quarter less time for the report.
pd.set_option("mode.string_storage", "python")

NUMBERS = {"low": "float64", "high": "float64", "severity": "float64", "start": "int64", "end": "int64", "characters": "int64",
           "words": "int64"}
COUNTS = {"sources": ("mentions", "claims")}


def frame(table, rows):
    """Rows (dicts) as a DataFrame with exactly the table's columns, in order; a missing text cell is the empty string."""
    columns = COLUMNS[table]
    unknown = {key for row in rows for key in row} - set(columns)
    if unknown:
        raise ValueError(f"{table}: no such column: {', '.join(sorted(unknown))}")
    return typed(table, pd.DataFrame(rows, columns=columns))


def typed(table, data):
    """The same rows with numbers in the columns of numbers and text ('' when empty) in all others."""
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
    data = pd.read_csv(path, dtype=str, keep_default_na=False, na_values={c: [""] for c in NUMBERS}, encoding="utf-8")
    return typed(table, data)


def write(table, data, folder=None):
    """Write a table: columns in order, numbers as short as they are exact, line ends \\n."""
    path = (folder or paths.TABLES) / f"{table}.csv"
    text = typed(table, data)[COLUMNS[table]].copy()
    for column in set(text.columns) & {"low", "high", "severity"}:
        text[column] = text[column].map(plain)
    return paths.write(path, text.to_csv(index=False, lineterminator="\n"))
