"""Eight people at once on a real server: nobody meets a fault, and nothing that was saved is lost."""

import random
import re
import statistics
import threading
import time
from dataclasses import dataclass, field

import pytest

from tests.long.busy import TITLE, WORD
from tests.long.house import House, kill
from tests.long.visitor import Visitor

SEED, SECONDS = 20261123, 20
# Four write in one team, two of them at two screens; two elsewhere must see nothing of it.
WRITERS = ["samira", "daan", "noor", "ineke", "samira", "daan"]
STRANGERS = ["rens", "joost"]


@dataclass
class Acknowledged:
    """What the server said it had done."""

    situation: dict[str, str] = field(default_factory=dict)
    shared: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    took: list[float] = field(default_factory=list)


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> House:
    house = House(tmp_path_factory.mktemp("house"))
    house.manage("run_site", "--prepare-only")
    return house


def pk_of(address: str) -> str:
    return re.search(r"/casuistiek/([0-9a-f-]{36})/", address)[1]


def work(port: int, name: str, number: int, until: float, done: Acknowledged) -> None:
    """Writes, shares, edits, reads and searches in a random order until the time is up."""
    chance, versions, team = random.Random(SEED + number), {}, None
    try:
        visitor = Visitor(port, name)
        while time.monotonic() < until:
            act = chance.choice(["write", "write", "share", "edit", "read", "list", "search", "learn"])
            if act == "write" or not versions:
                situation = f"Een {WORD} in ronde {number}, de {len(versions)}e."
                address = visitor.write(TITLE, situation)
                versions[address], done.situation[pk_of(address)] = 1, situation
            elif act == "share":
                address = chance.choice(list(versions))
                page = visitor.get(address)
                team = team or re.search(r'<option value="([0-9a-f-]{36})"', page)[1]
                visitor.post(f"{address}delen/", {"team": team, "declared": "on"})
                done.shared.add(pk_of(address))
            elif act == "edit":
                address = chance.choice(list(versions))
                situation = f"Een {WORD} in ronde {number}, opnieuw na {versions[address]}."
                visitor.rewrite(address, TITLE, situation, versions[address])
                versions[address], done.situation[pk_of(address)] = versions[address] + 1, situation
            elif act == "read":
                shared = list(done.shared)
                visitor.get(f"/casuistiek/{chance.choice(shared)}/" if shared else "/mijn/")
            else:
                visitor.get(
                    {"list": "/casuistiek/?van=anderen", "search": f"/zoeken/?q={WORD}"}.get(act, "/modules/")
                )
        done.took.extend(visitor.took)
    except Exception as fault:
        done.faults.append(repr(fault))


def look_from_outside(port: int, name: str, until: float, done: Acknowledged) -> None:
    """Tries to see what is shared in another organisation."""
    try:
        visitor = Visitor(port, name)
        while time.monotonic() < until:
            if TITLE in visitor.get(f"/zoeken/?q={WORD}") or TITLE in visitor.get("/casuistiek/?van=anderen"):
                done.faults.append(f"{name} sees a case of strangers")
            for pk in list(done.shared)[-1:]:
                visitor.get(f"/casuistiek/{pk}/", expect=(404,))
        done.took.extend(visitor.took)
    except Exception as fault:
        done.faults.append(repr(fault))


def test_eight_people_at_once_lose_nothing_and_meet_no_fault(house):
    server, port = house.serve()
    done, until = Acknowledged(), time.monotonic() + SECONDS
    threads = [
        threading.Thread(target=work, args=(port, name, number, until, done))
        for number, name in enumerate(WRITERS)
    ]
    threads += [
        threading.Thread(target=look_from_outside, args=(port, name, until, done)) for name in STRANGERS
    ]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=SECONDS + 90)
            assert not thread.is_alive()
    finally:
        kill(server)
    log = (house.folder / "server.log").read_text()
    assert not done.faults, "\n".join([*done.faults, log[-2000:]])
    assert "Traceback" not in log
    assert_nothing_lost(house.look(), done)
    middle, slow = statistics.median(done.took), statistics.quantiles(done.took, n=20)[-1]
    print(f"{len(done.took)} answers, {len(done.situation)} cases, {len(done.shared)} shared;", end=" ")
    print(f"half of the answers within {middle:.2f} s, 95% within {slow:.2f} s")


def assert_nothing_lost(seen: dict, done: Acknowledged) -> None:
    assert seen["integrity"] == "ok"
    assert seen["trail"] == []
    assert len(done.situation) > 20
    assert {pk: case["situation"] for pk, case in seen["cases"].items()} == done.situation
    assert {pk for pk, case in seen["cases"].items() if case["shared"]} == done.shared
    assert all(len(case["facts"]) == 2 for case in seen["cases"].values())
    assert set(seen["found"]) == done.shared
