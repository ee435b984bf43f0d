"""Texts that share wording: passages that two sources have in common, found by shingles and MinHash (datasketch), not by all pairs.

Method: sets of five-word shingles, Jaccard similarity estimated by MinHash with banding (Broder 1997; Leskovec, Rajaraman, Ullman,
Mining of Massive Datasets, chapter 3). Every candidate is then measured exactly.
"""

import re

import pandas as pd
from datasketch import MinHash, MinHashLSH

from .text import sentences

COLUMNS = ["source_a", "source_b", "similarity", "start_a", "end_a", "start_b", "end_b", "passage_a", "passage_b"]


def shingles(text, size=5):
    """'He said that they had come' => {'he said that they had', 'said that they had come'}; a short text is one shingle."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i: i + size]) for i in range(max(len(words) - size + 1, 1))} if words else set()


def sketch(parts, permutations=64):
    out = MinHash(num_perm=permutations, seed=7)
    out.update_batch([part.encode() for part in sorted(parts)])
    return out


def shared_wording(texts, threshold=0.3, least_words=8):
    """Sentences of different sources with the same wording, most alike first; texts: {source_id: text}.

    similarity: shared shingles over all shingles of both, 1 for the same words. Sentences under eight words are too common to tell.
    """
    passages = []
    for source in sorted(texts):
        for start, end in sentences(texts[source]):
            if len(re.findall(r"\w+", texts[source][start:end])) >= least_words:
                passages.append((source, start, end, shingles(texts[source][start:end])))
    index, sketches = MinHashLSH(threshold=threshold, num_perm=64), []
    for i, passage in enumerate(passages):
        sketches.append(sketch(passage[3]))
        index.insert(i, sketches[-1])
    rows = []
    for i, (source, start, end, parts) in enumerate(passages):
        for j in sorted(index.query(sketches[i])):
            other = passages[j]
            alike = len(parts & other[3]) / len(parts | other[3])
            if j > i and other[0] != source and alike >= threshold:
                rows.append([source, other[0], round(alike, 3), start, end, other[1], other[2], texts[source][start:end], texts[other[0]][other[1]:other[2]]])
    data = pd.DataFrame(rows, columns=COLUMNS)
    return data.sort_values(["similarity", "source_a", "start_a"], ascending=[False, True, True]).reset_index(drop=True)


def shared_phrases(texts, size=8):
    """Runs of at least `size` words that two sources share, longest first: what is left of a common text after rewording. Shorter
    runs are names and set phrases ("the presence of North Korean troops") and prove nothing."""
    where = {}
    for source, text in sorted(texts.items()):
        words = [(m.group().lower(), m.start(), m.end()) for m in re.finditer(r"\w+", text)]
        for i in range(len(words) - size + 1):
            where.setdefault(" ".join(w for w, _, _ in words[i: i + size]), {}).setdefault(source, (i, words[i][1], words[i + size - 1][2]))
    runs = {}
    for phrase, found in where.items():
        names = sorted(found)
        for k, a in enumerate(names):
            for b in names[k + 1:]:
                runs.setdefault((a, b, found[a][0] - found[b][0]), []).append((found[a], found[b]))
    rows = []
    for (a, b, _), hits in runs.items():
        for group in consecutive(sorted(hits)):
            (first_a, first_b), (last_a, last_b) = group[0], group[-1]
            rows.append({"source_a": a, "source_b": b, "words": size + len(group) - 1, "start_a": first_a[1], "end_a": last_a[2],
                         "start_b": first_b[1], "end_b": last_b[2], "phrase": re.sub(r"\s+", " ", texts[a][first_a[1]: last_a[2]])})
    data = pd.DataFrame(rows, columns=["source_a", "source_b", "words", "start_a", "end_a", "start_b", "end_b", "phrase"])
    return data.sort_values(["words", "source_a", "source_b", "start_a"], ascending=[False, True, True, True]).reset_index(drop=True)


def consecutive(hits):
    """Hits whose word numbers follow each other, as runs."""
    run = []
    for hit in hits:
        if run and hit[0][0] != run[-1][0][0] + 1:
            yield run
            run = []
        run.append(hit)
    if run:
        yield run
