"""Find a Chromium for the browser tests, or get one: installed, else Debian's, else Playwright's.

Run by `make test`. Ends with 1 when none can be had and CI=true; otherwise says why browser tests
will be skipped and ends with 0.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def installed() -> str | None:
    """Path of a Chromium that is already here, Playwright's own included."""
    return next((path for name in NAMES if (path := shutil.which(name))), None) or playwrights()


def playwrights() -> str | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (slow, and rarely needed)

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None  # noqa: PTH110 - a plain string from the library


def run_quietly(command: list[str]) -> None:
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def from_debian() -> str | None:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    run_quietly(["apt-get", "update", "-qq"])
    run_quietly(["apt-get", "install", "-y", "-qq", "chromium"])
    return shutil.which("chromium")


def from_playwright() -> str | None:
    run_quietly([sys.executable, "-m", "playwright", "install", "chromium"])
    return playwrights()


WAYS: tuple[Callable[[], str | None], ...] = (installed, from_debian, from_playwright)


def main() -> int:
    for way in WAYS:
        if path := way():
            sys.stdout.write(f"browser tests use {path}\n")
            return 0
    sys.stdout.write(
        "no Chromium found, and neither Debian's nor Playwright's could be installed: "
        "browser tests are skipped\n"
    )
    return 1 if os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
