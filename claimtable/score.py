"""How well an extraction agrees with a hand coding.

A claim is *found* when a claim of the same source and measure overlaps its span; each is paired once, by largest overlap.
Over the pairs: value, modality, status, speaker (`who`), place and as-of date. `strict` counts a claim only when measure,
value, modality, status and speaker are all right. F1 is the harmonic mean of precision and recall.
"""

import json
import math
import re
from collections import namedtuple

import pandas as pd

from . import paths

MENTION = ("source_id", "start", "end")  # the columns that are looked at
CLAIM = (*MENTION, "measure", "low", "high", "modality", "status", "attributed_to", "place", "as_of_from")
# The keys of a claim coded by hand.
CODED = ("measure", "start", "end", "low", "high", "modality", "status", "attributed_to", "place", "as_of", "quote")
FIELDS = ("value", "modality", "status", "who", "place", "as_of")
Score = namedtuple("Score", "measures totals errors")  # DataFrame by measure, dict of figures, list of sentences


def score(gold_folder, claims_csv, mentions_csv=None):
    """Compare CLAIMS.csv with NNN.gold.json files. => Score. InputError when the folder holds no gold."""
    gold = {path.name.split(".")[0]: _gold(path) for path in sorted(gold_folder.glob("*.gold.json"))}
    if not gold:
        raise paths.InputError(gold_folder, "", "holds no *.gold.json", "name the folder of the hand coding")
    wanted = pd.DataFrame([{**claim, "source_id": s} for s, item in gold.items() for claim in item["claims"]]).reset_index(drop=True)
    if wanted.empty:
        raise paths.InputError(gold_folder, "", "its *.gold.json hold no claim", "code at least one text by hand")
    got = _rows(claims_csv, CLAIM)
    got = got[got.source_id.isin(list(gold)) & got.measure.isin(set(wanted.measure))].reset_index(drop=True)
    pairs = _pairs(wanted, got)
    totals = _totals(wanted, got, pairs)
    if mentions_csv is not None:
        totals["mentions_recall"] = _mentions_recall(gold, _rows(mentions_csv, MENTION))
    return Score(_by_measure(wanted, got, pairs), totals, _errors(wanted, got, pairs))


def _gold(path):
    """One file of hand coding, or an InputError that says what it lacks."""
    try:
        coded = json.loads(path.read_text("utf-8"))
    except ValueError as error:  # no JSON, no UTF-8
        raise paths.InputError(path, "", f"not JSON ({error})", "look for a missing quote, comma or bracket there") from None
    if not isinstance(coded, dict) or not isinstance(coded.get("claims"), list):
        raise paths.InputError(path, "", "has no list `claims`", "tests/cases/README.md says what a gold file holds")
    for n, claim in enumerate(coded["claims"]):
        missing = [key for key in CODED if not isinstance(claim, dict) or key not in claim]
        if missing:
            raise paths.InputError(path, f"claims[{n}]", f"has no {', '.join(missing)}", "tests/cases/README.md says what a claim holds")
    return coded


def _rows(path, needed):
    try:
        rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    except ValueError as error:  # pandas' own errors, and what is not UTF-8
        raise paths.InputError(path, "", f"not readable as CSV ({str(error).strip()})", "give what `extract` wrote") from None
    missing = [column for column in needed if column not in rows]
    if missing:
        raise paths.InputError(path, "", f"has no column {', '.join(missing)}", "give what `extract` wrote")
    odd = rows[~(rows.start.str.fullmatch("[0-9]+") & rows.end.str.fullmatch("[0-9]+"))]
    if len(odd):
        raise paths.InputError(path, f"line {odd.index[0] + 2}", f"stands from '{odd.start.iat[0]}' to '{odd.end.iat[0]}'",
                               "give what `extract` wrote")
    rows["source_id"] = rows.source_id.str.split(".").str[0]
    return rows.assign(start=rows.start.astype(int), end=rows.end.astype(int))


def _pairs(wanted, got):
    """{index of a gold claim: index of the claim paired with it}."""
    pairs, used = {}, set()
    groups = {key: rows for key, rows in got.groupby(["source_id", "measure"])}
    for i, claim in wanted.iterrows():
        rows = groups.get((claim.source_id, claim.measure), got.iloc[:0])
        common = rows.end.clip(upper=claim.end) - rows.start.clip(lower=claim.start)
        common = common[(common > 0) & ~common.index.isin(used)]
        if len(common):
            pairs[i] = common.idxmax()
            used.add(pairs[i])
    return pairs


def right(gold, row):
    """Which fields of one pair agree. => dict of FIELDS to bool."""
    as_of = gold.as_of if isinstance(gold.as_of, str) else ""
    return {
        "value": _same_number(gold.low, row.low) and _same_number(gold.high, row.high),
        "modality": gold.modality == row.modality,
        "status": gold.status == row.status,
        "who": _same_words(gold.attributed_to, row.attributed_to),
        "place": _same_words(gold.place, row.place),
        "as_of": row.as_of_from.startswith(as_of) if as_of else row.as_of_from == "",
    }


def _same_number(gold, cell):
    missing = gold is None or math.isnan(gold)
    return cell == "" if missing else cell != "" and math.isclose(float(cell), gold, rel_tol=1e-6)


def _same_words(gold, cell):
    a, b = _words(gold), _words(cell)
    return a == b if not a or not b else a in b or b in a


def _words(text):
    plain = re.sub("['’]s\\b", "", text.lower()) if isinstance(text, str) else ""
    return " ".join(w for w in re.findall("[a-z0-9]+", plain) if w not in {"the", "a", "an"})


def _verdicts(wanted, got, pairs):
    return pd.DataFrame([right(wanted.loc[i], got.loc[j]) for i, j in pairs.items()], index=list(pairs), columns=list(FIELDS))


def _totals(wanted, got, pairs):
    verdicts = _verdicts(wanted, got, pairs)
    strict = int(verdicts[["value", "modality", "status", "who"]].all(axis=1).sum())
    precision, recall = (len(pairs) / len(got) if len(got) else 0.0), len(pairs) / len(wanted)
    both = len(got) + len(wanted)
    return {"gold": len(wanted), "got": len(got), "precision": precision, "recall": recall, "f1": 2 * len(pairs) / both,
            "strict_f1": 2 * strict / both, **{f: float(verdicts[f].mean()) if len(pairs) else 0.0 for f in FIELDS}}


def _by_measure(wanted, got, pairs):
    paired = wanted.loc[list(pairs)].measure.value_counts()
    counts = pd.DataFrame({"gold": wanted.measure.value_counts(), "got": got.measure.value_counts(), "right": paired})
    return counts.fillna(0).astype(int).sort_index()


def _errors(wanted, got, pairs):
    lines = [f"missed {c.source_id} {c.measure}: {c.quote}" for i, c in wanted.iterrows() if i not in pairs]
    for i, j in pairs.items():
        wrong = [f for f, good in right(wanted.loc[i], got.loc[j]).items() if not good]
        if wrong:
            lines.append(f"wrong {', '.join(wrong)} {got.loc[j].source_id}:{got.loc[j].start} {got.loc[j].measure}")
    spare = got.index.difference(list(pairs.values()))
    return lines + [f"spurious {got.loc[j].source_id}:{got.loc[j].start} {got.loc[j].measure}" for j in spare]


def _mentions_recall(gold, mentions):
    numbers = [(s, n["start"], n["end"]) for s, item in gold.items() for n in item["claims"] + item.get("distractors", [])]
    by = {s: list(zip(rows.start, rows.end)) for s, rows in mentions.groupby("source_id")}
    return sum(any(min(b, y) > max(a, x) for x, y in by.get(s, [])) for s, a, b in numbers) / len(numbers)


def report(result):
    """A Score as text for a terminal."""
    figures = "  ".join(f"{name} {value:.3f}" if isinstance(value, float) else f"{name} {value}" for name, value in result.totals.items())
    return f"{result.measures.to_string()}\n{figures}"
