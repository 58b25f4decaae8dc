"""Everything that CI checks: ``make test``, or a part of it with ``make test SUITES="lint sqlite"``.

    .venv/bin/python tests/run.py [lint] [sqlite] [postgres] [browser] [html] [-k words and so on for pytest]
    .venv/bin/python tests/run.py format

Every suite runs even where an earlier one failed. The end names the ones that did not run; in CI, where the
environment says CI=true, a suite that could not run is a failure.
"""

import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

BIN = Path(sys.executable).parent
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests import chromium, examples, house, postgres, validator  # noqa: E402

ROOT = house.ROOT
SUITES = ("lint", "sqlite", "postgres", "browser", "html")
CODE = ("archive", "meetings", "tests", "bench", "deploy", "manage.py")
#: Modules that know no database and no request: their types are checked to the last.
PURE = (
    "archive/env.py",
    "archive/databases.py",
    "meetings/dates*",
    "meetings/intake/tables/mapping",
    "meetings/intake/tables/reading",
    "meetings/intake/tables/sentences",
    "meetings/names*",
    "meetings/packing",
    "meetings/text*",
    "tests/postgres.py",
)
OLDEST_DJANGO = "5.2"


@dataclass
class Report:
    """What the end of the run has to say."""

    failed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def step(self, name: str, command: list[str], **environment: str) -> None:
        """Run a command and remember its name where it fails."""
        print(f"--- {name}", flush=True)
        if subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode:
            self.failed.append(name)

    def pytest(self, name: str, arguments: list[str], **environment: str) -> None:
        """Run pytest, show what it prints and remember its closing line."""
        print(f"--- {name}", flush=True)
        process = subprocess.Popen(
            [sys.executable, "-m", "pytest", "--color=no", *arguments],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            text=True,
            errors="replace",
        )
        closing = ""
        for line in process.stdout or ():
            print(line, end="", flush=True)
            if re.search(r"\b\d+ (passed|failed|error|errors|skipped|deselected)\b.* in [\d.]+s", line):
                closing = line.strip(" =\n")
        if process.wait():
            self.failed.append(name)
        self.closing.append(f"{name}: {closing or 'no test ran'}")
        for number, word in re.findall(r"(\d+) (passed|failed|errors?|skipped)", closing):
            self.counts[word.rstrip("s")] = self.counts.get(word.rstrip("s"), 0) + int(number)

    def skip(self, name: str, reason: str) -> None:
        """Remember that a suite cannot run here, which in CI is a failure."""
        self.skipped.append(f"{name}: {reason}")
        if os.environ.get("CI", "").lower() in ("1", "true"):
            self.failed.append(f"{name} (could not run, and CI needs it)")

    def close(self) -> int:
        """Print the end and give the exit code."""
        print("\n" + "=" * 100)
        for line in self.skipped:
            print(f"!!! SKIPPED  {line}")
        for name in self.failed:
            print(f"!!! FAILED   {name}")
        for line in self.closing:
            print(line)
        if self.closing:
            failed = self.counts.get("failed", 0) + self.counts.get("error", 0)
            skipped = self.counts.get("skipped", 0)
            print(f"total: {self.counts.get('passed', 0)} passed, {failed} failed, {skipped} skipped")
        return 1 if self.failed else 0


def lint(report: Report) -> None:
    """Run everything that reads the code without running the archive's tests."""
    report.step("ruff check", [str(BIN / "ruff"), "check", *CODE])
    report.step("ruff format", [str(BIN / "ruff"), "format", "--check", "--diff", "--quiet", *CODE])
    templates = tracked("*.html")
    if templates:
        djade = [str(BIN / "djade"), "--check", "--target-version", OLDEST_DJANGO, *templates]
        report.step("djade (templates)", djade)
    upgrade = [str(BIN / "django-upgrade"), "--check", "--target-version", OLDEST_DJANGO, *tracked("*.py")]
    report.step("django-upgrade", upgrade)
    pure = sorted(str(path.relative_to(ROOT)) for shape in PURE for path in ROOT.glob(shape))
    report.step("mypy (pure modules)", [str(BIN / "mypy"), *pure])
    report.step("import-linter (the floors)", [str(BIN / "lint-imports"), "--no-logo"])
    manage = [sys.executable, "-W", "error::DeprecationWarning", "manage.py"]
    migrations = [*manage, "makemigrations", "--check", "--dry-run"]
    report.step("migrations are complete", migrations, DJANGO_SETTINGS_MODULE="tests.settings")
    deploy = [*manage, "check", "--deploy", "--fail-level", "WARNING"]
    report.step("check --deploy (production)", deploy, **production())


def production() -> dict[str, str]:
    """Give the environment of a public site, with nothing but what has to be set."""
    unset = dict.fromkeys(house.variables_read(), "")
    return {**unset, "SECRET_KEY": secrets.token_urlsafe(64), "ALLOWED_HOSTS": "archive.example.org"}


def tracked(shape: str) -> list[str]:
    """Give the files of the work tree of that shape as the tools want to be told them."""
    return [str(path.relative_to(ROOT)) for path in house.tracked(shape)]


def run(suites: list[str], arguments: list[str]) -> int:
    """Run the suites, with further arguments for pytest, and give the exit code."""
    report = Report()
    # A worker keeps to neighbouring tests, which share what a module sets up, and ends by helping the other.
    workers = ["-n", str(min(os.cpu_count() or 1, 8)), "--dist", "worksteal"]
    parallel = [*workers, "-m", "not browser and not html", *arguments]
    browsing = [*workers, "-m", "browser", *arguments]
    with ExitStack() as stack:
        if "lint" in suites:
            lint(report)
        if {"sqlite", "postgres"} & set(suites):
            look_for_interpreters(report)
        if "sqlite" in suites:
            report.pytest("tests on SQLite", parallel, DATABASE_URL="")
        database = ""
        if {"postgres", "browser"} & set(suites):
            try:
                database = stack.enter_context(postgres.server())
            except postgres.NoPostgresError as reason:
                if "postgres" in suites:
                    report.skip("tests on PostgreSQL", str(reason))
        if "postgres" in suites and database:
            # What asks no database was just run, and would only be the same again.
            again = ["--database-only"] if "sqlite" in suites else []
            report.pytest("tests on PostgreSQL", [*parallel, *again], DATABASE_URL=database)
        if "browser" in suites:
            browse(report, browsing, database)
        if "html" in suites:
            validate(report, arguments)
    return report.close()


def look_for_interpreters(report: Report) -> None:
    """Say which examples of the documentation cannot run here; CI installs R where that is quick."""
    if os.environ.get("CI"):
        examples.install_r()
    for needed in examples.missing():
        report.skipped.append(f"the example of docs/api.md in {needed}")


def browse(report: Report, arguments: list[str], database: str) -> None:
    """Run the tests that drive a browser, where there is one or CI can install it."""
    program = chromium.find() or (chromium.install() if os.environ.get("CI") else None)
    if not program:
        report.skip("tests in a browser", "there is no Chromium; install it, or name it in CHROMIUM")
        return
    report.pytest("tests in a browser", arguments, DATABASE_URL=database, CHROMIUM=program)


def validate(report: Report, arguments: list[str]) -> None:
    """Run the HTML validator over every type of page, where there is Node to run it."""
    if reason := validator.install():
        report.skip("validated HTML", reason)
        return
    report.pytest("validated HTML", ["-m", "html", *arguments], DATABASE_URL="")


def put_in_form() -> int:
    """Put code and templates into their standard form."""
    subprocess.run([BIN / "ruff", "check", "--fix", "--quiet", *CODE], cwd=ROOT, check=False)
    subprocess.run([BIN / "ruff", "format", *CODE], cwd=ROOT, check=True)
    if templates := tracked("*.html"):
        command = [BIN / "djade", "--target-version", OLDEST_DJANGO, *templates]
        subprocess.run(command, cwd=ROOT, check=False)
    return 0


def main(arguments: list[str]) -> int:
    """Read the command line."""
    # A polite end, as from CI's time limit, has to stop PostgreSQL too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if arguments == ["format"]:
        return put_in_form()
    suites = [word for word in arguments if word in SUITES] or list(SUITES)
    if shutil.which("git") is None:
        sys.exit("archive: git is needed to run the tests.")
    return run(suites, [word for word in arguments if word not in SUITES])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
