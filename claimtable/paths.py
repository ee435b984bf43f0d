"""Where things are, and how they are written: whole or not at all.

Inputs are read below ROOT: the case one stands in, wherever the package was installed from. Outputs go below OUT, which is ROOT
for a person in JupyterLab and a staging folder (`CLAIMTABLE_OUT`) for `make report`, so that a run that fails leaves the last good
report as it was.
"""

import os
import tempfile
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def case_of(folder, otherwise):
    """The case that a folder is or lies in, as with git; outside of every case, another folder."""
    is_case = lambda place: (place / "data" / "codebook.yaml").is_file() and (place / "notebooks").is_dir()
    return next(filter(is_case, (folder, *folder.parents)), otherwise)


ROOT = Path(os.environ.get("CLAIMTABLE_ROOT") or case_of(Path(os.path.abspath(os.curdir)), PACKAGE.parent))
OUT = Path(os.environ.get("CLAIMTABLE_OUT", ROOT))
DATA = ROOT / "data"
TABLES = OUT / "data" / "tables"
FIGURES = OUT / "figures"
REPORT = OUT / "report"
NOTEBOOKS = ROOT / "notebooks"
TEMPLATES = PACKAGE / "templates"


class InputError(ValueError):
    """Bad input, in words for the person who can mend it: file, place, what is wrong, what to do.

    >>> str(InputError("data/sources.yaml", "sources[2].file", "no such file: x.txt", "check the name"))
    'data/sources.yaml: sources[2].file: no such file: x.txt. To mend it: check the name.'
    """

    def __init__(self, file, place, wrong, mend=""):
        file = Path(file)
        self.file = str(file.relative_to(ROOT)) if file.is_relative_to(ROOT) else str(file)
        parts = [p for p in (self.file, place, wrong) if p]
        super().__init__(": ".join(parts) + "." + (f" To mend it: {mend}." if mend else ""))


def near(path):
    """A path as a person who stands where the command runs would write it: 'data/sources.yaml' in the case, else in full."""
    here = Path(os.path.abspath(os.curdir))
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def unreachable(error):
    """What an OSError says to the person who can mend it: 'x.html: No space left on device. To mend it: ...'."""
    mend = "To mend it: check the name, that there is room on the disk and that you may read and write there."
    return f"{error.filename or ''}: {error.strerror or error}. {mend}".removeprefix(": ")


def write(path, content):
    """Write text or bytes so that a reader sees the old file or the new one, never half of one. Unchanged content is left alone."""
    path, data = Path(path), content.encode("utf-8") if isinstance(content, str) else content
    if path.exists() and path.read_bytes() == data:
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path
