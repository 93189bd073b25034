"""`ops/alongside VERB …`: the command line in the environment that `ops/run` made.

Where `ops/run` is running, its servers are used; else the data folder's PostgreSQL is started for the time of the command. Servers of one's own that
the environment names come before both: that is how `ops/run` is told of them too.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from ops import data_folder
from ops.servers import ServerError, Valkey, claimed, start_postgres

ROOT = Path(__file__).resolve().parent.parent
NEEDS_NOTHING = {"--help", "-h", "contract"}


class NoDatabase(ServerError):
    """A data folder that keeps no database, and nothing that runs on it."""


def servers(data: Path, stack: ExitStack) -> dict[str, str]:
    """Where the servers of a data folder are, in words of the environment. Those that do not run are started, and stopped with the stack."""
    facts = data_folder.running(data)
    if facts is None:
        if not (data / "postgres").exists():
            own = " If it ran on servers of your own: ALONGSIDE_DATABASE_URL and ALONGSIDE_REDIS_URL say where they are." if data.exists() else ""
            raise NoDatabase(f"There is no database in the data folder {data}: start ops/run once, or name another folder with --data DIR.{own}")
        stack.enter_context(claimed(data))
        server, database = start_postgres(data)
        stack.callback(server.cleanup)
        valkey = Valkey(data)
        valkey.start()
        stack.callback(valkey.stop)
        facts = {"database": database, "redis": valkey.url, "origin": "http://127.0.0.1:8000"}
    names = {"ALONGSIDE_DATABASE_URL": "database", "ALONGSIDE_REDIS_URL": "redis", "ALONGSIDE_ORIGIN": "origin"}
    return {name: facts[fact] for name, fact in names.items()}


def main() -> int:
    words = sys.argv[1:]
    data = data_folder.DEFAULT
    if words[:1] == ["--data"] and len(words) > 1:
        data, words = Path(os.environ.get("ALONGSIDE_CWD", ".")) / words[1], words[2:]
    data = data.resolve()
    environment = dict(os.environ)
    with ExitStack() as stack:
        if words and not NEEDS_NOTHING & set(words):
            if "ALONGSIDE_DATABASE_URL" not in environment:
                try:
                    environment |= servers(data, stack)
                except ServerError as error:
                    print(error, file=sys.stderr)
                    return 2 if isinstance(error, NoDatabase) else 1
            if (data / "secret-key").exists():  # of whatever runs on this folder, also on servers of one's own
                environment.setdefault("ALONGSIDE_SECRET_KEY", data_folder.secret(data, "secret-key"))
        environment["PYTHONPATH"] = str(ROOT)
        command = [sys.executable, "-m", "backend.cli", *words]
        try:
            return subprocess.run(command, env=environment, cwd=environment.get("ALONGSIDE_CWD", "."), check=False).returncode
        except KeyboardInterrupt:
            return 130


if __name__ == "__main__":
    sys.exit(main())
