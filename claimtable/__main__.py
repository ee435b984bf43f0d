"""The command line, for what make does not cover: python -m claimtable COMMAND --help."""

import signal
import sys
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit("claimtable needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". To mend it: make PYTHON=python3.12 report")

try:
    import click
except ModuleNotFoundError:
    sys.exit("claimtable: this Python has no package click. To mend it: run `make venv`, then use .venv/bin/python")

from . import __version__, paths


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main():
    """Compare what several reports claim about one event."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended from outside as by Ctrl-C: nothing half written stays behind


@main.command()
def build():
    """Run the five notebooks, write tables, figures, report.html and report.pdf."""
    def run():
        from . import build as building

        return building.main()

    sys.exit(complain(run))


@main.command()
@click.argument("sources", type=click.Path(exists=True, path_type=Path))
@click.option("--codebook", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Claims: .csv, .parquet or .jsonl.")
@click.option("--mentions", type=click.Path(path_type=Path), help="Every number and date, with the claim it makes or why it makes none.")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(min=1), help="Processes.")
def extract(sources, codebook, out, mentions, jobs):
    """Read SOURCES (a folder of .txt, or a .jsonl, .jsonl.gz or .parquet of id, text, published) through a codebook."""
    from .extract import extract as run

    complain(lambda: run(sources, codebook, out, mentions, jobs))


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--published", help="YYYY-MM-DD, or from/to when only an interval is known.")
@click.option("--outlet", help="Who published it.")
@click.option("--url", help="Where it was found.")
def add(file, published, outlet, url):
    """Add a source: a text FILE, a saved web page (.html, .mhtml) or a .pdf."""
    from .add import add as run, listed, unknown

    number = complain(lambda: run(file, published, outlet, url))
    click.echo(f"source {number} added; look over its entry in {paths.near(paths.DATA / 'sources.yaml')}, then run `make report`")
    click.echo(complain(lambda: listed(number)))
    for key, meaning in complain(lambda: unknown(number)).items():
        click.echo(f"  {meaning}; write `{key}` into the entry")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def new(folder):
    """Start another case in FOLDER: this house with a small codebook to overwrite and no sources."""
    from .new import new as run

    complain(lambda: run(folder))
    click.echo(f"{folder}: add sources with `python -m claimtable add`, fill in data/codebook.yaml, then `make report`")


@main.command()
@click.argument("reports", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify(reports):
    """Re-derive every number in report.html or report.pdf from the data it carries; exit 1 where one does not hold."""
    from .verify import verify as check

    problems = [f"{report}: {problem}" for report in reports for problem in complain(lambda report=report: check(report))]
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        sys.exit(f"{len(problems)} problem(s)")
    click.echo(f"every number, quote, link and figure holds in {', '.join(str(r) for r in reports)}")


@main.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("claims", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--mentions", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def score(gold, claims, mentions):
    """Score extracted CLAIMS against a folder of hand-coded NNN.gold.json."""
    from .score import report, score as run

    click.echo(report(complain(lambda: run(gold, claims, mentions))))


def complain(job):
    """Run a job; bad input is one clear sentence on stderr and exit code 1, not a trace."""
    try:
        return job()
    except paths.InputError as error:
        sys.exit(f"claimtable: {error}")
    except ModuleNotFoundError as error:
        sys.exit(f"claimtable: this Python has no package {error.name}. To mend it: run `make venv`, then use .venv/bin/python")
    except UnicodeDecodeError as error:
        sys.exit(f"claimtable: byte {error.start}: not UTF-8 text. To mend it: save the file as UTF-8.")
    except OSError as error:
        sys.exit(f"claimtable: {paths.unreachable(error)}")


if __name__ == "__main__":
    main(prog_name="python -m claimtable")
