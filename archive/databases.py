"""From DATABASE_URL and CACHE_URL to what Django wants to know about its database and cache."""

import importlib.util
from pathlib import Path
from typing import Any

from archive import env

#: What a connection to SQLite is told first. WAL lets readers read while one editor writes; with it, NORMAL
#: keeps the file whole through a crash of the machine and loses at most the last moments.
SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
    "PRAGMA busy_timeout=10000; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000;"
)
_POSTGRES_OPTIONS = (
    "host", "sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "application_name",
)  # fmt: skip


def database(name: str, sqlite_file: Path) -> dict[str, Any]:
    """Read a database from the variable ``name``.

    ``sqlite:///relative``, ``sqlite:////absolute`` or ``postgres://user:password@host:port/name``; a socket
    is ``postgres://user@/name?host=/run/postgresql``. Unset: the SQLite file ``sqlite_file``.
    Raises ``SettingError`` for any other.
    """
    found = env.address(
        name, f"sqlite:///{sqlite_file}", ("postgres", "postgresql", "sqlite"), (*_POSTGRES_OPTIONS, "pool")
    )
    if found.scheme == "sqlite":
        return _sqlite(name, found)
    return _postgres(name, found)


def _sqlite(name: str, found: env.Address) -> dict[str, Any]:
    path = found.path.removeprefix("/")
    if found.host or not path or found.options:
        raise env.SettingError(f"{name} must be sqlite:/// and a file, with no host and no options.")
    if path != ":memory:":
        try:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise env.SettingError(f"the folder of the database cannot be made: {error.strerror}.") from None
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # To open the file and to tell it the above takes longer than most pages.
        "CONN_MAX_AGE": None,
        # IMMEDIATE takes the write lock when a transaction begins: two editors wait for each other instead
        # of failing half-way with "database is locked".
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 10, "init_command": SQLITE_START},
    }


def _postgres(name: str, found: env.Address) -> dict[str, Any]:
    database_name = found.path.removeprefix("/")
    if not database_name or "/" in database_name:
        raise env.SettingError(f"{name} names no database: it must end in /name.")
    options: dict[str, Any] = dict(found.options)
    host = options.pop("host", found.host)
    pool_of = f"The pool of {name}"
    pool = env.integer(pool_of, 0, least=0, most=200, environ={pool_of: options.pop("pool", "")})
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database_name,
        "USER": found.user,
        "PASSWORD": found.password,
        "HOST": host,
        "PORT": str(found.port or ""),
        # A pool keeps the connections itself; without one each thread keeps its own for a minute.
        "CONN_MAX_AGE": 0 if pool else 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def replicas(name: str) -> dict[str, dict[str, Any]]:
    """Read the replicas of a PostgreSQL database from the variable ``name``: addresses between commas.

    Unset: none. Raises ``SettingError`` for what is no address of a PostgreSQL database; the error names the
    place in the list and never repeats the address.
    """
    found: dict[str, dict[str, Any]] = {}
    listed = env.text(name, "", longest=5_000)
    for place, given in enumerate(listed.split(",") if listed else (), start=1):
        here = f"{name}, address {place},"
        address = env.address(
            here,
            "",
            ("postgres", "postgresql"),
            (*_POSTGRES_OPTIONS, "pool"),
            environ={here: given.strip() or "-"},
        )
        found[f"replica{place}"] = _postgres(here, address)
    return found


def cache(name: str) -> dict[str, Any]:
    """Read a cache from the variable ``name``: ``locmem://``, ``file:///path``, ``db://table``, ``redis://host``.

    Unset: the memory of each process. Raises ``SettingError`` for any other, and for Redis without its
    client library.
    """
    found = env.address(name, "locmem://", ("db", "file", "locmem", "redis", "rediss"))
    if found.scheme == "file":
        return {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": found.path}
    if found.scheme == "db":
        return {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": found.host}
    if found.scheme == "locmem":
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "archive"}
    if importlib.util.find_spec("redis") is None:
        raise env.SettingError(f"{name} names Redis, but its Python client is not installed (package redis).")
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env.text(name, "", longest=500),
    }
