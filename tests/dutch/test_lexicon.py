import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import marisa_trie
import pytest

from tegenspraak.dutch import build_lexicon, is_ordinary, is_proper, is_word
from tegenspraak.dutch import lexicon as lexicon_module
from tegenspraak.dutch.lexicon import open_lexicon

SITE = Path(lexicon_module.__file__).parents[2]


@pytest.mark.parametrize(
    "word", ["kind", "Kind", "ondertoezichtstelling", "casuïstiek", "Karin", "'s-Gravenhage"]
)
def test_a_word_of_the_list_is_found(word):
    assert is_word(word)


@pytest.mark.parametrize("word", ["karin", "Zzzzx", "kindx", "", "=casuistiek", "a\nb"])
def test_what_is_not_in_the_list_is_not_found(word):
    assert not is_word(word)


@pytest.mark.parametrize("word", ["roos", "Roos", "casuistiek", "casuïstiek", "één", "wáár"])
def test_ordinary_words_are_known_with_and_without_accents(word):
    assert is_ordinary(word)


@pytest.mark.parametrize("word", ["Karin", "karin", "Zeist", "Çelik"])
def test_names_are_no_ordinary_words(word):
    assert not is_ordinary(word)


def test_a_proper_word_stands_in_the_list_with_its_capital():
    assert is_proper("Zeist")
    assert not is_proper("Rechtbank")
    assert not is_proper("zeist")


def test_the_first_and_the_last_line_are_found():
    small = lexicon_of("zz", "aa", "mm")
    assert all(word in small for word in ("aa", "mm", "zz"))
    assert not any(word in small for word in ("a", "aaa", "zzz", "m", ""))


def lexicon_of(*entries):
    return lexicon_module.Lexicon(marisa_trie.Trie(build_lexicon.lines_of(entries)))


def test_the_words_that_begin_a_text_come_shortest_first_accents_or_not():
    small = lexicon_of("coördinatie", "coördinatieteam", "co", "Coen", "team")
    assert small.beginnings("coordinatieteams") == ["co", "coordinatie", "coordinatieteam"]
    assert small.beginnings("xyz") == small.beginnings("") == []


def test_the_words_that_start_with_something_come_folded():
    small = lexicon_of("coördinatie", "coach", "Coen", "team")
    assert sorted(small.starting_with("co")) == ["coach", "coordinatie"]


@pytest.mark.parametrize("text", ["\ud800kind", "k\x00ind", "kind" * 10_000])
def test_damaged_text_is_just_not_in_the_list(text):
    assert text not in lexicon_module.lexicon()
    assert not is_word(text)
    assert not is_ordinary(text)


def test_a_file_that_is_no_trie_is_passed_over(tmp_path):
    (tmp_path / f"opentaal-{lexicon_module._fingerprint()}.marisa").write_bytes(b"broken")
    assert "kind" in open_lexicon(tmp_path)


def test_the_list_is_unpacked_once_for_the_user_alone(tmp_path):
    folder = tmp_path / "new"
    assert "kind" in open_lexicon(folder)
    (unpacked,) = folder.iterdir()
    before = unpacked.stat().st_mtime_ns
    assert "kind" in open_lexicon(folder)
    assert unpacked.stat().st_mtime_ns == before
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    assert "kind" in open_lexicon(blocked)


def test_a_folder_of_somebody_else_is_not_trusted(tmp_path, monkeypatch):
    owner = os.stat_result((stat.S_IFDIR | 0o755, 0, 0, 1, 4711, 0, 0, 0, 0, 0))
    monkeypatch.setattr(Path, "stat", lambda self, **options: owner)
    with pytest.raises(PermissionError):
        lexicon_module._unpacked(tmp_path)


def test_many_that_start_at_one_moment_do_not_collide(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(open_lexicon, [tmp_path] * 8))
    assert all("kind" in one for one in opened)
    assert len(list(tmp_path.iterdir())) == 1


def test_processes_that_start_at_one_moment_do_not_collide(tmp_path):
    environment = os.environ | {"DUTCH_CACHE_DIR": str(tmp_path), "PYTHONPATH": str(SITE)}
    command = [sys.executable, "-c", "from tegenspraak.dutch import is_word; assert is_word('kind')"]
    started = [subprocess.Popen(command, env=environment) for _ in range(4)]
    assert [process.wait(30) for process in started] == [0, 0, 0, 0]
    assert len(list(tmp_path.iterdir())) == 1


def test_building_twice_gives_the_same_bytes():
    lines = build_lexicon.lines_of(["casuïstiek", "kind", "Den Haag", "kind"])
    assert lines == ["=casuistiek", "casuïstiek", "kind"]
    assert build_lexicon.packed(lines) == build_lexicon.packed(lines)


def test_the_licence_goes_with_the_list():
    notice = lexicon_module.SHIPPED.with_name("OPENTAAL-LICENCE.txt").read_text()
    assert "OpenTaal" in notice
    assert "Redistributions in binary form" in notice
