"""`ops/alongside VERB …`: the command line in the environment that `ops/run` made.

Where `ops/run` is running, its servers are used; else the data folder's PostgreSQL is started for the time of the command.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from ops import data_folder
from ops.servers import ServerError, Valkey, start_postgres

ROOT = Path(__file__).resolve().parent.parent
NEEDS_NOTHING = {"--help", "-h", "contract"}


def main() -> int:
    words = sys.argv[1:]
    data = data_folder.DEFAULT
    if words[:1] == ["--data"] and len(words) > 1:
        data, words = Path(os.environ.get("ALONGSIDE_CWD", ".")) / words[1], words[2:]
    data = data.resolve()
    environment = dict(os.environ)
    with ExitStack() as stack:
        if words and not NEEDS_NOTHING & set(words) and "ALONGSIDE_DATABASE_URL" not in environment:
            facts = data_folder.running(data)
            if facts is None:
                if not (data / "postgres").exists():
                    print(f"There is no data folder at {data}: start ops/run once, or name one with --data DIR.", file=sys.stderr)
                    return 2
                try:
                    server, database = start_postgres(data)
                    stack.callback(server.cleanup)
                    valkey = Valkey(data)
                    valkey.start()
                    stack.callback(valkey.stop)
                except ServerError as error:
                    print(error, file=sys.stderr)
                    return 1
                facts = {"database": database, "redis": valkey.url, "origin": "http://127.0.0.1:8000"}
            environment |= {"ALONGSIDE_DATABASE_URL": facts["database"], "ALONGSIDE_REDIS_URL": facts["redis"], "ALONGSIDE_ORIGIN": facts["origin"]}
            environment["ALONGSIDE_SECRET_KEY"] = data_folder.secret(data, "secret-key")
        environment["PYTHONPATH"] = str(ROOT)
        command = [sys.executable, "-m", "backend.cli", *words]
        try:
            return subprocess.run(command, env=environment, cwd=environment.get("ALONGSIDE_CWD", "."), check=False).returncode
        except KeyboardInterrupt:
            return 130


if __name__ == "__main__":
    sys.exit(main())
