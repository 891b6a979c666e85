"""A house of its own for the tests that load and kill: real processes on a folder of theirs."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]


class House:
    """The demo site in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
            "DEBUG": "1",
            "DATA_DIR": str(folder),
            "EMAIL_URL": "dummy://",
        }

    def start(self, *arguments: str) -> subprocess.Popen:
        """Python with these arguments, in a process group of its own; what it says can be read."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def manage(self, *arguments: str) -> str:
        """What a command says; it must succeed."""
        process = self.start("manage.py", *arguments)
        said, _none = process.communicate(timeout=120)
        assert process.returncode == 0, said
        return said

    def look(self) -> dict:
        """What stands in the database and the index, seen by a fresh process."""
        process = self.start("-m", "tests.long.busy", "look")
        said, _none = process.communicate(timeout=120)
        assert process.returncode == 0, said
        return json.loads(said.splitlines()[-1])

    def serve(self) -> tuple[subprocess.Popen, int]:
        """The site on a free port, once it answers."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        # To a file: nobody reads a pipe while the load runs, and a full one would stop the server.
        log = (self.folder / "server.log").open("w")
        process = subprocess.Popen(
            [sys.executable, "manage.py", "run_site", "--port", str(port)],
            cwd=ROOT,
            env=self.environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/status/", timeout=5).close()
            except OSError:
                assert process.poll() is None, (self.folder / "server.log").read_text()
                time.sleep(0.2)
            else:
                return process, port
        raise AssertionError("the site did not start within a minute")


def kill(process: subprocess.Popen) -> str:
    """Kills the process and its children at once; gives what it had said."""
    os.killpg(process.pid, signal.SIGKILL)
    said, _none = process.communicate(timeout=30)
    return said or ""
