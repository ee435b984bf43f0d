"""The vocabulary file: loaded once, refused with a reason when broken, and turned into patterns."""

import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtable import paths
from claimtable.attribution.vocabulary import inflected
from claimtable.claims.judging import NOT_CONFIRMED
from claimtable.lexicon import alternatives, load, section
from claimtable.paths import InputError
from claimtable.quantities import mentions, numbers


def test_a_missing_file_is_named():
    with pytest.raises(InputError, match="nowhere.yaml.*no such file"):
        load("nowhere.yaml")


@pytest.mark.parametrize("content, wrong", [("a: [1, 2", "line 2.*not YAML"), ("- a\n- b\n", "must be a mapping"),
                                            ("numbers: {one: 1}\nscales:\n", "line 2: scales: is empty"),
                                            ("bounds:\n  before:\n  after: [up]\n", "line 2: bounds.before: is empty"),
                                            ("\x00", "not YAML")])
def test_a_broken_file_says_what_is_wrong(tmp_path, content, wrong):
    path = tmp_path / "lexicon.yaml"
    path.write_text(content)
    with pytest.raises(InputError, match=wrong):
        load(path)


def test_a_missing_section_is_named():
    with pytest.raises(InputError, match="bounds.before.*section is missing"):
        section({"bounds": {}}, "bounds", "before")


def test_another_lexicon_may_be_used(tmp_path):
    from claimtable import paths

    text = (paths.DATA / "lexicon.yaml").read_text(encoding="utf-8").replace("numbers: {zero: 0,", "numbers: {zero: 0, zwölf: 12, zwoelf: "
                                                                                                   "12,")
    path = tmp_path / "lexicon.yaml"
    path.write_text(text, encoding="utf-8")
    assert [m.low for m in mentions("zwoelf men", lexicon=path)] == [12]
    assert mentions("zwoelf men") == []


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text("abc ", min_size=1, max_size=6).filter(lambda w: w == w.strip() and "  " not in w), min_size=1, max_size=12))
def test_the_trie_matches_exactly_its_phrases(phrases):
    pattern = re.compile(alternatives(phrases))
    assert all(pattern.fullmatch(phrase) for phrase in phrases)
    assert not pattern.fullmatch("abcabcabc" + phrases[0])


def test_vague_intervals_hold_the_plain_reading():
    table = load()["vague"]
    scales = numbers.grammar().scales
    for word, (low, high) in table.items():
        scale = scales.get(word.rstrip("s")) or {"dozens": 12, "scores": 20, "tens": 10}[word]
        assert 2 * scale <= low < high, word


def test_no_list_names_a_phrase_twice_and_none_names_what_a_rule_gives():
    def lists(value, name=""):
        if isinstance(value, dict):
            for key, part in value.items():
                yield from lists(part, f"{name}/{key}")
        elif isinstance(value, str) and value.count(",") > 5:
            yield name, [phrase.strip().lower() for phrase in value.split(",") if phrase.strip()]

    raw = yaml.safe_load((paths.DATA / "lexicon.yaml").read_text(encoding="utf-8"))
    found = dict(lists(raw))
    assert not {name: twice for name, phrases in found.items() if (twice := {phrase for phrase in phrases if phrases.count(phrase) > 1})}
    formed = {form for word in found["/speech/regular"] for form in (word, *inflected(word))}
    formed -= {*found["/speech/speakers"], *found["/speech/weak"]}
    assert not formed & set(found["/speech/strong"])
    assert not [phrase for phrase in found["/status/unverified/both"]
                if (match := NOT_CONFIRMED.search(phrase)) and match.group() == phrase]
