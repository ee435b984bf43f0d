"""YAML files as checked models: what is wrong is said with the file, the line, the key, and what to do."""

from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import ValidationError

from .paths import InputError

Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MENDS = {  # pydantic's kind of error => what a person can do about it
    "missing": "add it",
    "model_type": "write keys with values below it; data/README.md shows them",
    "string_pattern_mismatch": "data/README.md says what it may consist of",
    "string_type": "write text, in quotes if it looks like a number, a day, yes or no",
    "list_type": "write a list: [one, two]",
    "finite_number": "write a plain number",
}


class Amiss(yaml.YAMLError):
    """What YAML itself would take, or refuse in words that do not help: the line, what is wrong, and how to mend it."""

    def __init__(self, line, wrong, mend):
        super().__init__(wrong)
        self.line, self.wrong, self.mend = line, wrong, mend


class Loader(Base):
    """YAML that refuses a key given twice, of which it would keep the last without a word, and a day that the calendar does not have."""

    def construct_mapping(self, node, deep=False):
        seen = {}
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            line, name = key.start_mark.line + 1, (key.tag, str(key.value))
            if name in seen:
                raise Amiss(line, f"the key '{key.value}' is there twice; the first is on line {seen[name]}",
                            "keep one of the two, or put what is in both under one")
            seen[name] = line
        return super().construct_mapping(node, deep)

    def construct_yaml_timestamp(self, node):
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError as error:
            raise Amiss(node.start_mark.line + 1, f"'{node.value}' is no day ({error})",
                        "write a day that the calendar has, as YYYY-MM-DD; or quotes around it if no day is meant") from None


Loader.add_constructor("tag:yaml.org,2002:timestamp", Loader.construct_yaml_timestamp)


class Misplaced(ValueError):
    """What a model finds wrong about one of its parts: where (keys and indexes from the model down), what, and how to mend it."""

    def __init__(self, loc, wrong, mend=""):
        super().__init__(wrong)
        self.loc, self.mend = loc, mend


def document(path):
    """A YAML file as plain data (shared between callers: not to be changed), or an InputError with its line."""
    path = Path(path)
    return _document(path, path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(maxsize=32)
def _document(path, stamp):
    try:
        return yaml.load(text_of(path), Loader)
    except Amiss as amiss:
        raise InputError(path, f"line {amiss.line}", amiss.wrong, amiss.mend) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        wrong = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
        tab = "\\t" in wrong or mark and "\t" in line_at(path, mark.line)[:mark.column + 1]
        mend = "there is a tab on that line: indent with spaces" if tab else "look for a missing quote, colon or indent on that line"
        if "mapping values are not allowed" in wrong and not tab:
            mend = "put quotes around a value that holds a colon, or look for a wrong indent on that line"
        raise InputError(path, f"line {mark.line + 1}" if mark else "", f"not YAML: {wrong}", mend) from None


def text_of(path):
    """The text of a file, or an InputError that says why it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(path, "", "no such file", "check the name") from None
    except UnicodeDecodeError as error:
        raise InputError(path, f"byte {error.start}", "not UTF-8 text", "save the file as UTF-8") from None
    except OSError as error:
        raise InputError(path, "", f"cannot be read ({error.strerror})", "put a file there that you may read") from None


def line_at(path, number):
    return (text_of(path).split("\n")[number:] or [""])[0]


def checked(model, path):
    """The file as its model, or an InputError that names line and key and says what is wrong with it."""
    path = Path(path)
    data = document(path)
    if not isinstance(data, dict):
        raise InputError(path, "", "is empty or not a table of keys", f"begin it with one of: {', '.join(model.model_fields)}")
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        cause = (first.get("ctx") or {}).get("error")
        loc = (*first["loc"], *getattr(cause, "loc", ()))
        raise InputError(path, place(path, loc), wrong(first), getattr(cause, "mend", "") or mend(first, model)) from None


def place(path, loc):
    """('measures', 2, 'kind') => "line 40: measures[2] (dprk_killed).kind": line and name for the person, the index for the machine."""
    path = Path(path)
    keys, line = key_path(loc, document(path)), line_of(path, loc)
    return f"line {line}: {keys}" if line and keys else keys


def line_of(path, loc):
    """The line on which a key, or an item of a list, begins; of its nearest ancestor where it is missing; None without one."""
    node, line = yaml.compose(text_of(path), Base), None
    for step in loc:
        if isinstance(node, yaml.MappingNode):
            key, node = next(((key, value) for key, value in node.value if key.value == str(step)), (None, None))
            line = key.start_mark.line + 1 if key else line
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line


def key_path(loc, data):
    """('measures', 2, 'kind') => "measures[2] (dprk_killed).kind"."""
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
    """What pydantic found wrong (one of its errors), in our words."""
    kind, given = problem["type"], problem.get("input")
    if kind == "extra_forbidden":
        return "no such key"
    if kind == "missing":
        return "is missing"
    if kind == "literal_error":
        return f"{given!r} is not among what may stand there"
    text = problem["msg"].removeprefix("Value error, ")
    return text if kind == "value_error" else f"{text[0].lower()}{text[1:]}, not {given!r}"


def mend(problem, model):
    """What a person can do about it."""
    if problem["type"] == "extra_forbidden":
        schema = model.model_json_schema()
        known = {key for part in (schema, *schema.get("$defs", {}).values()) for key in part.get("properties", ())}
        return f"check the spelling ({near(problem['loc'][-1], known)}), or move it under the right key"
    if problem["type"] == "literal_error":
        options = (problem.get("ctx") or {}).get("expected", "").replace("'", "").replace(" or ", ", ").split(", ")
        return near(problem.get("input"), filter(None, options))
    return MENDS.get(problem["type"], "data/README.md says what goes there")


def near(name, known):
    """('deaht', ['death', 'injury']) => "write 'death'"; with nothing like it: what there is."""
    known = sorted(map(str, known))
    close = get_close_matches(str(name), known, 1, 0.6)
    if close:
        return f"write '{close[0]}'"
    return f"there is {', '.join(known[:12])}{' …' * (len(known) > 12)}" if known else "there is none yet"
