"""How the build grows with the number of sources: whole builds of invented cases, in processor time.

    python tests/benchmarks/bench_sources.py [COUNTS ...] [--keep FOLDER]     (default 20 60 200)

The articles are the invented ones on the first case's topic (tests/cases/dprk). Each is used once as it is and then again with other
numbers, days and speakers, so that no two say the same. They are read with the first case's codebook, actors and outline, without
decisions. Prints, for each count, what each step took by the clock, then processor time, peak memory and the size of what was made, and at
the end how many times each of these grew with the sources: below the ratio of the sources, growth is less than linear.
"""

import argparse
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

from claimtable import add, new, paths

TEXTS = paths.ROOT / "tests" / "cases" / "dprk"
UNREAD = "final"
TOPIC = ("codebook.yaml", "actors.yaml", "checks.yaml", "facts.yaml", "report.yaml")
NUMBER = re.compile(r"(?<![\d.,:/-])(?:[1-9]\d{0,2}(?:,\d{3})+|[2-9]\d{2,4}|[1-9]\d{4})(?![\d:/-]|[.,]\d|(?: ?\w+)? ?20\d\d)")
MONTHS = "January|February|March|October|November|December"
DAY = re.compile(rf"\b(?P<day>[12]?\d)(?= (?:{MONTHS})\b)|(?P<month>\b(?:{MONTHS}) )(?P<after>[12]?\d)\b")
VOICES = ("the Pentagon", "the General Staff", "South Korea's intelligence service", "NATO", "the Kremlin", "a Ukrainian official",
          "Seoul's defense ministry",
          "the State Department", "Japan's foreign ministry", "a Western diplomat", "a think tank in Vienna", "a military analyst")
SPEAKER = re.compile(r"(?<=according to )(?:the |an? )?[A-Z][\w']+(?: [A-Z][\w']+)*|\b[Tt]he (?:Pentagon|General Staff|Kremlin)\b|\bNATO\b")


def texts():
    """[(text, published or None)] of every article that is not kept unread, in their order."""
    found = []
    for sheet in sorted(TEXTS.glob("*/sources.yaml")):
        if sheet.parent.name != UNREAD:
            for entry in yaml.safe_load(sheet.read_text(encoding="utf-8"))["sources"]:
                day = (entry.get("published") or {}).get("date")
                found.append(((sheet.parent / entry["file"]).read_text(encoding="utf-8"), day and str(day)))  # YAML may make it a date
    return found


def varied(text, turn, rnd):
    """The same article with other numbers, days and speakers; as it is on turn 0."""
    if turn == 0:
        return text
    share = rnd.uniform(0.6, 1.8)

    def number(found):
        value = float(found[0].replace(",", ""))
        step = 10 ** max(0, len(str(int(value))) - 2)
        return f"{max(step, round(value * share * rnd.uniform(0.9, 1.1) / step) * step):,.0f}" if not 1900 <= value <= 2100 else found[0]

    text = NUMBER.sub(number, text)
    def day(found):
        return f"{found['month'] or ''}{1 + (int(found['day'] or found['after']) + 5 * turn + rnd.randrange(3)) % 28}"

    return SPEAKER.sub(lambda found: rnd.choice(VOICES), DAY.sub(day, NUMBER.sub(number, text)))


def case(folder, count):
    """A case of `count` sources in FOLDER, its articles put in one by one as anybody would."""
    new.new(folder)
    for name in TOPIC:
        shutil.copy(paths.DATA / name, folder / "data" / name)
    rnd, stock, file = random.Random(1), texts(), folder / "article.txt"
    for n in range(count):
        text, published = stock[n % len(stock)]
        file.write_text(varied(text, n // len(stock), rnd), encoding="utf-8")
        add.add(file, published=published, outlet=f"Paper {n % 40:02d}", sheet=folder / "data" / "sources.yaml")
    file.unlink()
    return folder


def built(folder):
    """{what: how much} of one whole build: processor seconds of it and all it starts, peak memory so far, megabytes of what it made,
    claims."""
    kept = {name: value for name, value in os.environ.items() if name != "CLAIMTABLE_OUT"}
    before = os.times()
    done = subprocess.run([sys.executable, "-m", "claimtable", "build"], cwd=folder, capture_output=True, text=True,
                          env=kept | {"PYTHONPATH": str(folder), "CLAIMTABLE_ROOT": str(folder)})
    if done.returncode:
        sys.exit(f"the build stopped:\n{done.stderr}")
    print(done.stdout.rstrip(), flush=True)
    after = os.times()
    size = lambda *names: sum((folder / name).stat().st_size for name in names) / 1e6
    return {"processor s": after.children_user + after.children_system - before.children_user - before.children_system,
            "peak MB": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,  # of the largest process so far; the cases grow
            "report.html MB": size("report/report.html"), "report.pdf MB": size("report/report.pdf"),
            "tables MB": size(*(path.relative_to(folder) for path in (folder / "data" / "tables").glob("*.csv"))),
            "claims": len((folder / "data" / "tables" / "claims.csv").read_text(encoding="utf-8").splitlines()) - 1}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("counts", nargs="*", type=int, default=[20, 60, 200])
    parser.add_argument("--keep", type=Path, help="an empty or new folder in which the cases stay, to be looked at")
    asked, results = parser.parse_args(), {}
    with tempfile.TemporaryDirectory() as temporary:
        for count in sorted(asked.counts):
            print(f"{count} sources", flush=True)
            results[count] = built(case((asked.keep or Path(temporary)) / str(count), count))
            print("  " + ", ".join(f"{what} {value:,.1f}" for what, value in results[count].items()), flush=True)
    for fewer, more in zip(list(results), list(results)[1:]):
        grew = ", ".join(f"{what} {results[more][what] / results[fewer][what]:.1f}" for what in results[more])
        print(f"{fewer} to {more} sources, {more / fewer:.1f} times as many: {grew}")


if __name__ == "__main__":
    main()
