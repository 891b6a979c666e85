"""Four processes that save at once, two as servers and two as commands, while others search."""

import json
import re
import statistics
import time

import pytest

from tests.long.house import House, kill
from tests.long.test_index_kills import asked
from tests.long.visitor import Visitor

EACH = 60
HOW = ["server", "command", "server", "command"]


@pytest.fixture
def house(tmp_path) -> House:
    house = House(tmp_path / "house")
    house.manage("migrate", "-v", "0")
    house.manage("load_vocabulary", "-v", "0")
    house.manage("rebuild_search", "-v", "0")
    return house


def test_four_processes_that_write_at_once_lose_nothing_and_raise_nothing(house, tmp_path):
    ended = tmp_path / "ended"
    readers = [house.start("-m", "tests.long.indexing", "read", str(ended)) for _ in range(2)]
    writers = [
        house.start("-m", "tests.long.indexing", "write", str(1000 * number), str(EACH), how)
        for number, how in enumerate(HOW)
    ]
    took = {"server": [], "command": []}
    for how, writer in zip(HOW, writers, strict=True):
        said, _none = writer.communicate(timeout=300)
        assert writer.returncode == 0, said
        assert said.count("\n") == 1, said  # no fault in the log either
        took[how] += json.loads(said)["took"]
    ended.touch()
    for reader in readers:
        said, _none = reader.communicate(timeout=60)
        assert reader.returncode == 0, said
        assert said.count("\n") == 1, said
        assert json.loads(said)["times"] > 10
    seen = asked(house, "look")
    assert seen["state"] == "ok"
    assert seen["drift"] == seen["waiting"] == 0
    assert seen["found"] == seen["saved"] == EACH * len(HOW)
    for how, seconds in took.items():
        slow = statistics.quantiles(seconds, n=20)[-1]
        print(f"{how}: half of the saves within {statistics.median(seconds):.3f} s, 95% within {slow:.3f} s")


def test_a_save_in_a_running_server_is_found_within_two_seconds(house):
    """The whole road: a browser's request, the outbox, the thread, the search page."""
    server, port = house.serve()
    try:
        visitor, delays = Visitor(port, "samira"), []
        visitor.get("/zoeken/?q=gezag")  # the first search also reads the word list
        for number in range(10):
            word = f"kwaakzwem{number}vlies"
            address = visitor.write(f"Een avond {word}", "Een kind slaapt niet.")
            team = re.search(r'<option value="([0-9a-f-]{36})"', visitor.get(address))[1]
            visitor.post(f"{address}delen/", {"team": team, "declared": "on"})
            shared = time.perf_counter()
            while address not in visitor.get(f"/zoeken/?q={word}"):
                assert time.perf_counter() - shared < 2
            delays.append(time.perf_counter() - shared)
    finally:
        kill(server)
    assert "ERROR" not in (house.folder / "server.log").read_text()
    print(f"found after {statistics.median(delays):.2f} s, at most {max(delays):.2f} s")
