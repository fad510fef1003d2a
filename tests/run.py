"""Run the suite: on SQLite, then on PostgreSQL where one answers. What was left out is said aloud."""

import os
import socket
import subprocess
import sys

POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
CI = os.environ.get("CI") == "true"


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=2).close()
    except OSError:
        return False
    return True


def pytest(*args: str, **environment: str) -> int:
    workers = os.environ.get("TEST_WORKERS", "2")
    # A run that was cut short may leave anything behind: each starts from the migrations.
    command = [sys.executable, "-m", "pytest", "-q", "--create-db", "-n", workers, *args]
    return subprocess.run(command, env={**os.environ, **environment}, check=False).returncode


def main() -> int:
    if url := os.environ.get("DATABASE_URL"):
        return pytest(*sys.argv[1:], DATABASE_URL=url)
    postgres = answers(5432)
    print("== SQLite", flush=True)
    # Browser tests run once, on the database production uses, when it is there.
    failed = pytest(*(["-m", "not browser and not race"] if postgres else []), *sys.argv[1:])
    if postgres:
        print("== PostgreSQL", flush=True)
        failed = pytest(*sys.argv[1:], DATABASE_URL=POSTGRES) or failed
    else:
        print("== PostgreSQL does not answer on 127.0.0.1:5432: SKIPPED, and with it every race test", flush=True)
        failed = failed or int(CI)
    return failed


if __name__ == "__main__":
    sys.exit(main())
