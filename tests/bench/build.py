"""The benchmark's own databases: built once at a size, used again by later runs."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("BENCH_REDIS_URL", "rediscache://127.0.0.1:6379/8")
SITE, PLAIN, PROVIDER = 8790, 8791, 8792
BASE = 20_000


def environment(products: int, *, page_seconds: int = 0) -> dict[str, str]:
    """Return the variables of a site on the benchmark's own database."""
    return {
        "DJANGO_SETTINGS_MODULE": "rumah.settings.dev",
        "DEBUG": "0",
        "LOG_LEVEL": "ERROR",
        "PORT": str(SITE),
        "DATABASE_URL": f"{POSTGRES.rsplit('/', 1)[0]}/rumah_bench_{products}",
        "CACHE_URL": REDIS,
        # A backend that ends in the middle of a row would take its CPU time with it.
        "CONN_MAX_AGE": "3600",
        "PAGE_CACHE_SECONDS": str(page_seconds),
        "API_READS_PER_MINUTE": "1000000",
        "API_WRITES_PER_MINUTE": "1000000",
        "STRIPE_API_BASE": f"http://127.0.0.1:{PROVIDER}/simulasi/stripe",
        "EMAIL_URL": "dummymail://",
        "MEDIA_ROOT": str(ROOT / "var" / "bench-media"),
    }


def seeded(products: int) -> Path:
    """Return the file with the owner's token and businesses."""
    return ROOT / "var" / f"bench-{products}.json"


def provider_environment() -> dict[str, str]:
    """Return the variables of the payment simulator: a site of its own, so that its CPU is not counted."""
    return {
        **environment(0),
        "DATABASE_URL": f"sqlite:///{ROOT}/var/bench-provider.sqlite3",
        "CACHE_URL": "locmemcache://",
        "PORT": str(PROVIDER),
    }


def manage(env: dict[str, str], *words: str) -> str:
    """Run a management command and return what it said."""
    command = [sys.executable, str(ROOT / "manage.py"), *words]
    done = subprocess.run(command, env={**os.environ, **env}, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def clear(products: int) -> None:
    """Undo what the last run booked, or this one could not book it again."""
    manage(environment(products), "shell", "-v0", "-c", "from tests.bench.seed import clear; clear()")


def build(products: int, *, fresh: bool) -> None:
    """Make the databases where they are missing, or anew. One larger than 20,000 is made of copies of that one."""
    manage(provider_environment(), "migrate", "--verbosity=0")
    name, admin = f"rumah_bench_{products}", ["psql", "-q", POSTGRES, "-tAc"]
    if products > BASE:
        build(BASE, fresh=False)
    if fresh:
        subprocess.run([*admin, f"DROP DATABASE IF EXISTS {name}"], check=True)
    known = subprocess.run([*admin, "SELECT datname FROM pg_database"], check=True, stdout=subprocess.PIPE, text=True)
    if name in known.stdout.split():
        return
    env = environment(products)
    if products > BASE:
        subprocess.run([*admin, f"CREATE DATABASE {name} TEMPLATE rumah_bench_{BASE}"], check=True)
        grown = f"from tests.bench.multiply import multiply; multiply({products // BASE})"
        manage(env, "shell", "-v0", "-c", grown)
        seeded(products).write_text(seeded(BASE).read_text())
    else:
        subprocess.run([*admin, f"CREATE DATABASE {name}"], check=True)
        manage(env, "setup")
        manage(env, "demo", "--businesses", str(max(60, products // 60)), "--products", str(products), "--seed", "1")
        said = manage(env, "shell", "-v0", "-c", "from tests.bench.seed import seed; seed()")
        seeded(products).write_text(said[said.index("{") :])
    subprocess.run(["psql", "-q", env["DATABASE_URL"], "-c", "VACUUM ANALYZE"], check=True)
