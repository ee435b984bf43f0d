"""Many texts through one codebook, streaming: a folder or a corpus in, claims (and mentions) out, in the order of the input.

Memory stays flat: texts are read, and rows written, in batches, whatever the size of the corpus.
"""

import csv
import gzip
import json
import os
import re
import sys
import tempfile
import zlib
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path

from . import cells, claims, codebook, paths, references
from .claims.machine import steady
from .sources import interval
from .yamlfiles import Misplaced

BATCH = 64  # texts
GROUP = 8_192  # rows


def extract(sources, codebook_path, out, mentions_out=None, jobs=1):
    """Read SOURCES through a codebook; write claims to `out`, numbers and dates to `mentions_out`. => (texts, claims).

    sources: a folder of .txt (with a sources.yaml beside them, if there is one), or .jsonl, .jsonl.gz, .parquet of {id, text, published}.
    Outputs by ending: .csv, .parquet, .jsonl. They appear only when everything has been read. The sources are gone through before the
    reading starts, so that a bad line at their end does not cost what stands before it. Raises InputError.
    """
    sources, codebook_path = Path(sources), Path(codebook_path)
    # A wrong codebook is refused before anything is read.
    references.areas(codebook.load(codebook_path), codebook.actors_beside(codebook_path), codebook_path)
    _apart(sources=sources, codebook=codebook_path, out=Path(out), mentions=Path(mentions_out) if mentions_out else None)
    check(sources)
    count = done = 0
    with Writer(out, "claims") as claim_rows, Writer(mentions_out, "mentions") as mention_rows:
        for found, coded in _read_all(batches(texts(sources)), codebook_path, jobs, _progress(sources)):
            mention_rows.add(found)
            claim_rows.add(coded)
            count, done = count + 1, done + len(coded)
    return count, done


def _apart(**files):
    """No file is named for two things: what is read would be lost, or one output in the other."""
    seen = {}
    for use, file in files.items():
        if file is not None and (other := seen.setdefault(file.resolve(), use)) != use:
            raise paths.InputError(file, "", f"is named as {other} and as {use}", "give each a file of its own")


def check(sources):
    """Go through the texts without reading them: each can be decoded, and no two have one id, which begins the id of every claim."""
    seen = set()  # of hashes: a few dozen bytes a text, and let go before the reading
    for identity, *_ in texts(sources):
        if hash(identity) in seen:
            raise paths.InputError(sources, f"id {identity!r}", "is there twice", "give every text an id of its own")
        seen.add(hash(identity))


def articles(sources, book, actors):
    """list[Source] => (mentions, claims), DataFrames, as the rules read them: what notebook 02 starts from."""
    from . import tables

    rows = [claims.read(s.text, s.published, book, s.id, actors, s.name) for s in sources]
    return tuple(tables.frame(name, [row for pair in rows for row in pair[n]]) for n, name in enumerate(("mentions", "claims")))


def texts(sources):
    """(id, text, published or None, outlet) of each text, in the order of its file's name or line."""
    if sources.is_dir():
        yield from _folder(sources)
    elif sources.name.endswith((".jsonl", ".jsonl.gz")):
        yield from _lines(sources)
    elif sources.suffix == ".parquet":
        yield from _parquet(sources)
    else:
        raise paths.InputError(sources, "", "not a folder, .jsonl, .jsonl.gz or .parquet", "name one of these")


def _folder(folder):
    from .add import decode

    files = sorted(folder.glob("*.txt"))
    if not files:
        raise paths.InputError(folder, "", "holds no .txt", "put each text into a .txt file of its own")
    listed = _listed(folder)
    for file in files:
        entry = listed.get(file.name, {})
        published = _published(entry.get("published"), file, "published")
        yield str(entry.get("id") or file.stem), decode(file), published, entry.get("outlet") or ""


def _listed(folder):
    """{file name: entry} of the sources.yaml beside the texts, or above them; {} when there is none."""
    path = next((p for p in (folder / "sources.yaml", folder.parent / "sources.yaml") if p.exists()), None)
    if path is None:
        return {}
    sheet = codebook.document(path)
    entries = sheet.get("sources") if isinstance(sheet, dict) else None
    if not isinstance(entries, list) or not all(isinstance(e, dict) and "file" in e for e in entries):
        raise paths.InputError(path, "sources", "not a list of entries with a `file`",
                               "write `- {id: '001', file: 001.txt, published: null}`")
    return {entry["file"]: entry for entry in entries}


def _published(value, path, place):
    """A day, an interval 'from/to', {date: …} or None => text or None. Of an ISO time ('2024-05-08T12:00:00Z') the day counts."""
    if isinstance(value, dict):
        value = value.get("date")
    if value is None or value == "":
        return None
    try:
        return interval(re.sub(r"^(\d{4}-\d\d-\d\d)[T ]\d\d:[^/]*$", r"\1", str(value)))
    except Misplaced as error:
        raise paths.InputError(path, place, f"published: {error}", error.mend) from None


def _lines(path):
    opened = gzip.open if path.suffix == ".gz" else open
    number = 0
    try:
        with opened(path, "rt", encoding="utf-8-sig", newline="") as handle:
            for number, line in enumerate(handle, 1):
                if line.strip():
                    yield _row(path, f"line {number}", _json(path, f"line {number}", line))
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise paths.InputError(path, f"after line {number}", f"not whole as a .gz ({error})", "compress or download it again") from None
    except UnicodeDecodeError as error:
        raise paths.InputError(path, f"after line {number}", f"not UTF-8 text ({error.reason})", "save it as UTF-8") from None


def _json(path, place, line):
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise paths.InputError(path, place, f"not JSON ({error.msg})", "write one object of id, text, published per line") from None


def _row(path, place, row):
    """(id, text, published, outlet) of one object, or an InputError that says what it lacks."""
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise paths.InputError(path, place, "has no text", "give it an id, a text and, if known, published")
    identity = row.get("id")
    if isinstance(identity, bool) or not isinstance(identity, (str, int)) or not str(identity).strip():
        raise paths.InputError(path, place, f"has no id ({identity!r})", "give every text an id of its own, in letters or digits")
    return str(identity), row["text"], _published(row.get("published"), path, place), row.get("outlet") or ""


def _parquet(path):
    import pyarrow
    import pyarrow.parquet

    try:
        table = pyarrow.parquet.ParquetFile(path)
        missing = {"id", "text"} - set(table.schema_arrow.names)
        if missing:
            raise paths.InputError(path, "", f"has no column {', '.join(sorted(missing))}", "give it id, text and published")
        wanted = [name for name in ("id", "text", "published", "outlet") if name in table.schema_arrow.names]
        rows = (row for batch in table.iter_batches(batch_size=BATCH, columns=wanted) for row in batch.to_pylist())
        for number, row in enumerate(rows, 1):
            yield _row(path, f"row {number}", row)
    except (pyarrow.ArrowException, OSError) as error:
        raise paths.InputError(path, "", f"not readable as parquet ({str(error).splitlines()[0]})",
                               "write it again, or give .jsonl") from None


def batches(items, size=BATCH):
    items = iter(items)
    while batch := list(islice(items, size)):
        yield batch


def read_batch(batch, codebook_path):
    return [claims.read(text, published, codebook_path, identity, outlet=outlet) for identity, text, published, outlet in batch]


def _read_all(stream, codebook_path, jobs, progress):
    """Rows of each text, in order; at most a few batches are under way at once, so a large corpus never waits in memory."""
    if jobs == 1:
        steady()
        for batch in stream:
            progress.update(len(batch))
            yield from read_batch(batch, codebook_path)
        progress.close()
        return
    with ProcessPoolExecutor(jobs, initializer=steady) as pool:
        waiting = []
        for batch in stream:
            waiting.append(pool.submit(read_batch, batch, codebook_path))
            if len(waiting) > 2 * jobs:
                rows = waiting.pop(0).result()
                progress.update(len(rows))
                yield from rows
        for job in waiting:
            yield from job.result()
    progress.close()


def _progress(sources):
    from tqdm import tqdm

    total = sum(1 for _ in sources.glob("*.txt")) if sources.is_dir() else None
    return tqdm(total=total, unit="text", disable=not sys.stderr.isatty())


class Writer:
    """A table written row by row beside its place, and put there whole at the end; without a path it takes rows and drops them."""

    def __init__(self, path, table):
        self.path, self.columns = Path(path) if path else None, cells.COLUMNS[table]
        self.kind = self.path.suffix if self.path else ""
        if self.path and self.kind not in (".csv", ".jsonl", ".parquet"):
            raise paths.InputError(self.path, "", f"cannot write '{self.kind}'", "let the name end in .csv, .jsonl or .parquet")
        if self.path and self.path.is_dir():
            raise paths.InputError(self.path, "", "is a folder", "name a file")

    def __enter__(self):
        if self.path:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle, self.temporary = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.")
            os.close(handle)
            self.open()
        return self

    def open(self):
        if self.kind == ".parquet":
            import pyarrow as arrow
            import pyarrow.parquet

            types = {"low": arrow.float64(), "high": arrow.float64(), "start": arrow.int64(), "end": arrow.int64()}
            self.schema, self.waiting = arrow.schema([(c, types.get(c, arrow.string())) for c in self.columns]), []
            self.out = pyarrow.parquet.ParquetWriter(self.temporary, self.schema)
        else:
            self.out = open(self.temporary, "w", encoding="utf-8", errors="backslashreplace", newline="")
            if self.kind == ".csv":
                self.csv = csv.writer(self.out, lineterminator="\n")
                self.csv.writerow(self.columns)

    def add(self, rows):
        if not self.path or not rows:
            return
        if self.kind == ".parquet":
            self.waiting += rows
            if len(self.waiting) >= GROUP:
                self.group()
        elif self.kind == ".jsonl":
            self.out.writelines(json.dumps(row, ensure_ascii=True) + "\n" for row in rows)
        else:
            self.csv.writerows([_cell(row[c]) for c in self.columns] for row in rows)

    def group(self):
        """Write the rows that wait as one group of a parquet file: a group for each text would cost more memory than the rows."""
        import pyarrow as arrow

        self.out.write_table(arrow.Table.from_pylist(self.waiting, schema=self.schema))
        self.waiting = []

    def __exit__(self, error, *rest):
        if not self.path:
            return
        if self.kind == ".parquet" and self.waiting and not error:
            self.group()
        self.out.close()
        if error:
            Path(self.temporary).unlink(missing_ok=True)
        else:
            os.chmod(self.temporary, 0o644)
            os.replace(self.temporary, self.path)


def _cell(value):
    return cells.plain(value) if isinstance(value, float) else value
