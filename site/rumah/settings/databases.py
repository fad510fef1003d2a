"""One database: SQLite by default, PostgreSQL by DATABASE_URL; one cache by CACHE_URL."""

from pathlib import Path
from typing import Any

import environ

SQLITE_OPTIONS: dict[str, Any] = {
    # With the defaults 103 of 128 simultaneous buyers got "database is locked".
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def database_config(env: environ.Env, root: Path) -> dict[str, Any]:
    """Return Django's configuration for the one database, tuned for its engine."""
    (root / "var").mkdir(exist_ok=True)
    config: dict[str, Any] = dict(env.db_url("DATABASE_URL", default=f"sqlite:///{root}/var/db.sqlite3"))
    config["ATOMIC_REQUESTS"] = False
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {**config.get("OPTIONS", {}), **SQLITE_OPTIONS}
    else:
        config["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
        config["CONN_HEALTH_CHECKS"] = True
        # PgBouncer in transaction mode cannot keep server-side cursors.
        pooled = env.bool("PGBOUNCER", default=False)
        config["DISABLE_SERVER_SIDE_CURSORS"] = pooled
        if not pooled:
            # Statements asked for again and again are parsed and planned once per connection.
            config["OPTIONS"] = {**config.get("OPTIONS", {}), "server_side_binding": True, "prepare_threshold": 2}
    return config


def cache_config(env: environ.Env) -> dict[str, Any]:
    """Return Django's configuration for the one cache."""
    config: dict[str, Any] = dict(env.cache_url("CACHE_URL"))
    if config["BACKEND"].endswith("RedisCache"):
        config["BACKEND"] = "rumah.core.redis_cache.KeptRedisCache"
    return config
