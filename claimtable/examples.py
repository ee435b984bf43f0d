"""The examples and counterexamples of a codebook, run as the tests they are: by the tests, and at the end of every build."""

import re

from . import claims, codebook as books

FIELDS = ("value", "low", "high", "modality", "status", "who", "place")
MARK = re.compile(r"\[([^\]]+)\]")


def failures(codebook, actors=None):
    """What the codebook says of its own examples and the rules do not: a list of sentences, empty if all hold.

    codebook: a Codebook or the path of one. An example must give a claim of its measure (at the [marked] number, with the fields it names),
    a counterexample must give none.
    """
    if not isinstance(codebook, books.Codebook):
        actors, codebook = books.actors_beside(codebook), books.load(codebook)
    out = []
    for measure in codebook.measures:
        for example in measure.examples:
            out += missed(measure, example, found(codebook, actors, measure, example))
        for example in measure.counterexamples:
            if rows := found(codebook, actors, measure, example):
                out.append(f"{measure.name}: {example.text!r} is a counterexample, but {rows[0]['surface']!r} was read as a claim")
    return out


def found(codebook, actors, measure, example):
    """The claims of a measure in an example; only at its mark, if it has one."""
    mark = MARK.search(example.text)
    rows = claims.read(MARK.sub(r"\1", example.text), example.published or None, codebook, actors=actors)[1]
    rows = [row for row in rows if row["measure"] == measure.name]
    return [row for row in rows if row["start"] < mark.end() - 2 and mark.start() < row["end"]] if mark else rows


def missed(measure, example, rows):
    if not rows:
        return [f"{measure.name}: nothing was read from the example {example.text!r}"]
    wrong = {}
    for row in rows:
        wrong = {name: row[column] for name, column in columns().items() if not same(getattr(example, name), row[column])}
        if not wrong:
            return []
    return [f"{measure.name}: {example.text!r}: {name} is {value!r}" for name, value in wrong.items()]


def columns():
    """The fields of an example => the columns of a claim."""
    return {name: {"value": "position", "who": "attributed_to"}.get(name, name) for name in FIELDS}


def same(wanted, got):
    """An example says only what it wants to say: None and '' (except for `who`) leave a field open."""
    return wanted in (None, "") or wanted == got


