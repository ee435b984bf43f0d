"""Numbers computed from tables by a recipe small enough to travel with the number, so that anyone can compute it again."""

import json

import pandas as pd

from . import tables

AGGREGATES = ("count", "nunique", "min", "max", "sum", "cell")
WORDS = "none one two three four five six seven eight nine ten eleven twelve".split()


def value(spec, frames):
    """What a recipe gives => int, float or str.

    spec: {"table": "claims", "agg": "count", "col": "low", "where": {"measure": "army_size"}}; frames: {table: DataFrame}.
    `where` keeps rows whose cell equals the value, or one of a list of values; in cells that list several ('a; b') one part is enough.
    `nunique` counts the parts of such cells; `cell` wants exactly one row. Raises ValueError, in words, when the recipe cannot be followed.

    >>> value({"table": "t", "agg": "nunique", "col": "origins"}, {"t": pd.DataFrame({"origins": ["a; b", "b"]})})
    2
    """
    unknown = set(spec) - {"table", "agg", "col", "where"}
    if unknown or spec.get("agg") not in AGGREGATES:
        raise ValueError(f"not a recipe: {json.dumps(spec, sort_keys=True)}")
    if spec.get("table") not in frames:
        raise ValueError(f"no table named {spec.get('table')}")
    rows, column = frames[spec["table"]], spec.get("col")
    for name, wanted in (spec.get("where") or {}).items():
        rows = rows[_matches(_column(rows, name, spec), wanted)]
    if spec["agg"] == "count":
        return len(rows)
    cells = _column(rows, column, spec)
    if spec["agg"] == "nunique":
        return len({part for cell in cells for part in _parts(cell)})
    if spec["agg"] == "cell":
        if len(rows) != 1:
            raise ValueError(f"{len(rows)} rows where the recipe wants one: {json.dumps(spec, sort_keys=True)}")
        return _plain(cells.iloc[0])
    numbers = pd.to_numeric(cells, errors="coerce").dropna()
    if numbers.empty:
        raise ValueError(f"no numbers to take the {spec['agg']} of: {json.dumps(spec, sort_keys=True)}")
    return _plain(getattr(numbers, spec["agg"])())


def words(number):
    """A number as prose has it: 3 => 'three', 13 => '13', 10900.0 => '10,900', 33.5 => '33.5'."""
    if isinstance(number, str):
        return number
    if number == int(number):
        return WORDS[int(number)] if 0 <= number < len(WORDS) else f"{int(number):,}"
    return f"{number:,.10g}"


def numeral(number):
    """A number as a table has it: 10000.0 => '10,000', 0.35 => '0.35', NaN => ''."""
    if pd.isna(number):
        return ""
    return f"{int(number):,}" if number == int(number) else f"{number:,.10g}"


def _column(rows, name, spec):
    if name not in rows.columns:
        raise ValueError(f"table {spec['table']} has no column {name}")
    return rows[name]


def _matches(cells, wanted):
    wanted = {str(_plain(w)) for w in (wanted if isinstance(wanted, list) else [wanted])}
    return cells.map(lambda cell: str(_plain(cell)) in wanted or bool(wanted & set(_parts(cell))))


def _parts(cell):
    return tables.split(cell) if isinstance(cell, str) else [] if pd.isna(cell) else [_plain(cell)]


def _plain(cell):
    """numpy's numbers as Python's, whole ones as int; text stays."""
    if isinstance(cell, str):
        return cell
    if pd.isna(cell):
        return ""
    number = float(cell)
    return int(number) if number == int(number) else number
