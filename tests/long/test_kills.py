"""The plug is pulled at random moments: what was said to be saved is there, and nothing is half there."""

import json
import random
import time

import pytest

from tests.long.busy import LINES
from tests.long.house import House, kill

SEED = 20261123
STARTS, KILLS = 5, 10


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> House:
    return House(tmp_path_factory.mktemp("house"))


def test_setting_up_goes_on_where_it_was_killed(house):
    """`make run`, stopped again and again, in the end stands as if it was never stopped."""
    chance = random.Random(SEED)
    for _ in range(STARTS):
        setting_up = house.start("manage.py", "run_site", "--prepare-only")
        time.sleep(chance.uniform(1.5, 6))
        kill(setting_up)
    house.manage("run_site", "--prepare-only")
    assert what_stands(house) == what_stands_where_nothing_was_killed(house)


def what_stands(house: House) -> dict[str, int]:
    """How many rows each model has; sessions and the trail count what happened, not what stands."""
    code = (
        "import json; from django.apps import apps; "
        "print(json.dumps({m._meta.label: m._default_manager.count() for m in apps.get_models() "
        "if m._meta.app_label not in ('sessions', 'trail')}))"
    )
    return json.loads(house.manage("shell", "-v", "0", "-c", code).splitlines()[-1])


def what_stands_where_nothing_was_killed(house: House) -> dict[str, int]:
    other = House(house.folder / "other")
    other.manage("run_site", "--prepare-only")
    return what_stands(other)


def test_what_was_saved_is_whole_after_every_kill(house):
    house.manage("run_site", "--prepare-only")
    chance, said = random.Random(SEED), []
    for _ in range(KILLS):
        saving = house.start("-m", "tests.long.busy", "save")
        rebuilding = house.start("-m", "tests.long.busy", "rebuild")
        time.sleep(chance.uniform(2.0, 4.5))  # starting takes about one
        assert saving.poll() is rebuilding.poll() is None
        kill(rebuilding)
        said += [line.split() for line in kill(saving).splitlines() if line.count(" ") == 1]
        assert_whole(house.look(), said)
    assert len(said) > 3 * KILLS


def assert_whole(seen: dict, said: list[list[str]]) -> None:
    assert seen["integrity"] == "ok"
    assert seen["trail"] == []
    for verb, pk in said:
        case = seen["cases"][pk]
        assert verb == "wrote" or case["shared"]
        assert verb != "edited" or case["version"] == 2
    for case in seen["cases"].values():
        assert case["version"] in (1, 2)
        assert case["facts"] == [f"Feit {number} van {case['version']}." for number in range(LINES)]
        assert f"versie {case['version']}" in case["situation"]
    assert seen["found"] == sorted(pk for pk, case in seen["cases"].items() if case["shared"])
