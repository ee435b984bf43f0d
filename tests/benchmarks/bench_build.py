"""How long a full rebuild takes against the stock way, and how soon the page shows.

    python tests/benchmarks/bench_build.py [ROUNDS]     (default 3)

Ours: `python -m claimtable build`: five notebooks, tables, figures, report.html, report.pdf and five notebook pages.
Stock: `jupyter nbconvert --to html --execute` on each of the five in turn: the notebooks as HTML, no report and no PDF.
Both work in a copy of the project, in turn, so that what else the machine does falls on both.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from claimtable import build

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from helpers import clone, environment  # noqa: E402

PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
LOADED = "() => performance.getEntriesByType('navigation')[0].loadEventEnd"


def seconds(folder, *arguments):
    """(wall, processor) seconds of a command and all it starts, in the copy."""
    before, began = os.times(), time.perf_counter()
    done = subprocess.run([sys.executable, "-m", *arguments], cwd=folder, capture_output=True, text=True, env=environment(folder))
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} stopped:\n{done.stderr}")
    after = os.times()
    return time.perf_counter() - began, after.children_user + after.children_system - before.children_user - before.children_system


def ours(folder):
    return seconds(folder, "claimtable", "build")


def stock(folder):
    out = folder / "stock"
    spent = [seconds(folder, "nbconvert", "--to", "html", "--execute", "--output-dir", str(out), f"notebooks/{name}.ipynb")
             for name in build.SEQUENCE]
    return tuple(map(sum, zip(*spent)))


def shown(page, path, times=5):
    """Median (first paint, loaded) in seconds of a page opened from disk."""
    rounds = []
    for _ in range(times):
        page.goto("about:blank")
        page.goto(path.as_uri(), wait_until="load")
        page.wait_for_timeout(200)
        rounds.append((page.evaluate(PAINT), page.evaluate(LOADED)))
    return tuple(statistics.median(each) / 1000 for each in zip(*rounds))


def pages(folder):
    """Prints when the report shows, beside the stock page of the same notebook."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not found:
        return print("page load: no Chromium is installed, not measured")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for label, path in (("report.html", folder / "report" / "report.html"),
                            ("stock page of 05_report", folder / "stock" / "05_report.html")):
            context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
            paint, loaded = shown(context.new_page(), path)
            print(f"{label:<24} {path.stat().st_size / 1e6:5.2f} MB  first paint {paint:5.2f} s  loaded {loaded:5.2f} s")
            context.close()
        browser.close()


def main(rounds=3):
    with tempfile.TemporaryDirectory() as temporary:
        folder = clone(Path(temporary))
        results = {ours: [], stock: []}
        for turn in range(rounds):
            for way in (ours, stock) if turn % 2 == 0 else (stock, ours):
                results[way].append(way(folder))
                print(f"round {turn + 1}, {way.__name__:<5}: {results[way][-1][0]:6.1f} s, {results[way][-1][1]:6.1f} s of processor time",
                      flush=True)
        (wall, work), (stock_wall, stock_work) = [[statistics.median(each) for each in zip(*results[way])] for way in (ours, stock)]
        print(f"median: ours {wall:.1f} s, stock {stock_wall:.1f} s: {wall / stock_wall:.2f} of the stock time "
              f"({work / stock_work:.2f} of its processor time)")
        pages(folder)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
