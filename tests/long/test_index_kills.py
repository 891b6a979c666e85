"""The plug is pulled while the index is written: it can be read each time, and nothing is missing at last."""

import json

from tests.long.house import House

KILLS, SEED = 50, 20261123


def asked(house: House, *arguments: str) -> dict:
    """What a process of `indexing` says in its last line; it must succeed."""
    process = house.start("-m", "tests.long.indexing", *arguments)
    said, _none = process.communicate(timeout=600)
    assert process.returncode == 0, said
    return json.loads(said.splitlines()[-1])


def test_fifty_kills_leave_an_index_that_can_be_read_and_catches_up(tmp_path):
    house = House(tmp_path / "house")
    house.manage("migrate", "-v", "0")
    house.manage("load_vocabulary", "-v", "0")
    house.manage("rebuild_search", "-v", "0")
    names = tmp_path / "said"
    told = asked(house, "kills", str(KILLS), str(SEED), str(names))
    assert told["wrong"] == []
    assert told["halfway"] > KILLS / 2  # or the kills came between the writes, and this proves nothing
    saved = names.read_text().splitlines()
    assert len(saved) > KILLS
    seen = asked(house, "look")
    assert seen["state"] == "ok"
    assert seen["integrity"] == "ok"
    assert seen["drift"] == seen["waiting"] == 0
    assert seen["found"] == seen["saved"] >= len(saved)
    house.manage("search_worker", "--once")
    seen = asked(house, "look")
    assert not seen["deleted"]  # no word of what was changed stands in the files
    assert not seen["leftovers"]
    print(f"{KILLS} kills, {told['halfway']} of them halfway; {seen['saved']} saved and found")
