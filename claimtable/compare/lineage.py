"""Texts that share wording: passages that sources have in common, found by shingles and MinHash (datasketch), not by all pairs.

Method: sets of five-word shingles, Jaccard similarity estimated by MinHash with banding (Broder 1997; Leskovec, Rajaraman, Ullman,
Mining of Massive Datasets, chapter 3). Every candidate is then measured exactly.
"""

import re

import pandas as pd
from datasketch import MinHash, MinHashLSH

from .. import tables
from ..text import sentences

COLUMNS = ["source_ids", "similarity", "start", "end", "passage"]
PERMUTATIONS = 64
ALIKE = 0.3  # shared shingles over all shingles of two sentences, from which they are the same passage
LEAST_WORDS = 8


def shingles(text, size=5):
    """'He said that they had come' => {'he said that they had', 'said that they had come'}; a short text is one shingle."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i: i + size]) for i in range(max(len(words) - size + 1, 1))} if words else set()


def sketch(parts):
    """The MinHash of a set of shingles, the same in every run."""
    out = MinHash(num_perm=PERMUTATIONS, seed=7)
    out.update_batch([part.encode() for part in sorted(parts)])
    return out


def shared_wording(texts):
    """Sentences that two or more sources have in the same words or nearly, most alike first; texts: {source_id: text}.

    One row a passage, however many sources have it: which, where it stands in the first of them, and its words there. similarity: of the
    least alike link that joins them; shared shingles over all shingles of both, 1 for the same words. Sentences under eight words are too
    common to tell.
    """
    passages = []
    for source in sorted(texts):
        for start, end in sentences(texts[source]):
            if len(re.findall(r"\w+", texts[source][start:end])) >= LEAST_WORDS:
                passages.append((source, start, end, shingles(texts[source][start:end])))
    index, first, alike = MinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS), list(range(len(passages))), {}
    for i, (source, _, _, parts) in enumerate(passages):
        mark = sketch(parts)
        for j in sorted(index.query(mark)):  # of those before it
            one, other = head(first, j), head(first, i)
            likeness = len(parts & passages[j][3]) / len(parts | passages[j][3]) if one != other and passages[j][0] != source else 0
            if likeness >= ALIKE:
                one, other = sorted((one, other))
                first[other] = one
                alike[one] = min(likeness, alike.get(one, 1), alike.pop(other, 1))
        index.insert(i, mark)
    groups = {}
    for i in range(len(passages)):
        groups.setdefault(head(first, i), []).append(passages[i][0])
    rows = [[tables.join(dict.fromkeys(groups[i])), round(likeness, 3), *passages[i][1:3], texts[passages[i][0]][slice(*passages[i][1:3])]]
            for i, likeness in alike.items()]
    data = pd.DataFrame(rows, columns=COLUMNS)
    return data.sort_values(["similarity", "source_ids", "start"], ascending=[False, True, True]).reset_index(drop=True)


def head(first, i):
    """The first of the passages that are joined with passage i."""
    while first[i] != i:
        first[i] = first[first[i]]
        i = first[i]
    return i


def shared_phrases(texts, size=8):
    """Runs of at least `size` words that sources share, longest first: what is left of a common text after rewording. Shorter runs are
    names and set phrases ("the presence of North Korean troops") and prove nothing. One row a run: in which sources, where in the first."""
    words = {source: [(m.group().lower(), m.start(), m.end()) for m in re.finditer(r"\w+", text)] for source, text in sorted(texts.items())}
    where = {}
    groups = {source: [" ".join(w for w, _, _ in said[i: i + size]) for i in range(len(said) - size + 1)] for source, said in words.items()}
    for source, phrases in groups.items():
        for i, phrase in enumerate(phrases):
            where.setdefault(phrase, {}).setdefault(source, i)
    runs = {}
    for source, phrases in groups.items():
        for other, first, last in together(source, [where[phrase] for phrase in phrases]):
            runs.setdefault((source, first, last), []).append(other)
    rows = [{"source_ids": tables.join([source, *others]), "words": size + last - first, "start": words[source][first][1],
             "end": words[source][last + size - 1][2]} for (source, first, last), others in runs.items()]
    for row, (source, *_) in zip(rows, runs):
        row["phrase"] = re.sub(r"\s+", " ", texts[source][row["start"]: row["end"]])
    data = pd.DataFrame(rows, columns=["source_ids", "words", "start", "end", "phrase"])
    return data.sort_values(["words", "source_ids", "start"], ascending=[False, True, True]).reset_index(drop=True)


def together(source, holders):
    """(other source, first, last) of each stretch of a source's word groups that another has too, in the same order; holders: for each
    group, {source: its number there}. A group counts for the first source that has it, so that many copies are one run and not many
    pairs."""
    going = {}  # other source: [first here, last there]
    for i, found in enumerate([*holders, {}]):
        here = found if found and next(iter(found)) == source and found[source] == i else {}
        for other in [other for other, (_, last) in going.items() if here.get(other) != last + 1]:
            yield other, going.pop(other)[0], i - 1
        for other in here.keys() - {source}:
            going.setdefault(other, [i, 0])[1] = here[other]
