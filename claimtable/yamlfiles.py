"""YAML files as checked models: what is wrong is said with the file, the key or line, and what to do."""

from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import ValidationError

from .paths import InputError


def document(path):
    """A YAML file as plain data (shared between callers: not to be changed), or an InputError with its line."""
    path = Path(path)
    return _document(path, path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(maxsize=32)
def _document(path, stamp):
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except FileNotFoundError:
        raise InputError(path, "", "no such file", "check the name") from None
    except UnicodeDecodeError as error:
        raise InputError(path, f"byte {error.start}", "not UTF-8", "save the file as UTF-8") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark else ""
        raise InputError(path, place, f"not YAML: {getattr(error, 'problem', None) or error}",
                         "look for a missing quote, colon or indent on that line") from None


def checked(model, path):
    """The file as its model, or an InputError that names the key and says what is wrong with it."""
    data = document(path)
    if not isinstance(data, dict):
        raise InputError(path, "", "is empty or not a table of keys", f"begin it with one of: {', '.join(model.model_fields)}")
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(path, key_path(first["loc"], data), wrong(first), mend(first)) from None


def key_path(loc, data):
    """('measures', 2, 'kind') => "measures[2] (dprk_killed).kind": the index helps the machine, the name the person."""
    out = ""
    for step in loc:
        if isinstance(step, int):
            out += f"[{step}]"
            data = data[step] if isinstance(data, list) and step < len(data) else None
            name = data.get("name") or data.get("id") if isinstance(data, dict) else None
            out += f" ({name})" if name else ""
        else:
            out += f".{step}" if out else str(step)
            data = data.get(step) if isinstance(data, dict) else None
    return out


def wrong(problem):
    kind, given = problem["type"], problem.get("input")
    if kind == "extra_forbidden":
        return "no such key"
    if kind == "missing":
        return "is missing"
    text = problem["msg"].removeprefix("Value error, ")
    return text if kind == "value_error" else f"{text[0].lower()}{text[1:]}, not {given!r}"


def mend(problem):
    return {"extra_forbidden": "check the spelling, or move it under the right key", "missing": "add it"}.get(problem["type"], "")
