"""The command line: exit codes, messages, and what a script gets."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent.parent
ARTICLE = (
    "Ferry to the island runs again\n\n"
    "The ferry between the harbour and the island has run again since Monday, the port said. "
    "It had been laid up for repairs of its engine for six weeks.\n\n"
    "Passengers had complained about the long way by the bridge, which takes two hours. "
    "The port promised a second boat for the summer and lower prices for school children.\n"
)


COMMAND = (sys.executable, str(HERE / "build_archive.py"))


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=HERE)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "ferry.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def test_build_is_the_default_and_ends_with_0(archive: Path) -> None:
    done = run("--archive", archive)
    assert done.returncode == 0, done.stderr
    assert "1 articles" in done.stdout or "1 article" in done.stdout
    assert (archive / "site" / "articles" / "ferry" / "index.html").is_file()


def test_json_is_all_that_stands_on_standard_output(archive: Path) -> None:
    done = run("build", "--archive", archive, "--json")
    report = json.loads(done.stdout)
    assert report["articles"] == 1
    assert report["rejected"] == []


def test_a_rejected_file_is_an_error_only_with_strict(archive: Path) -> None:
    (archive / "seeds" / "empty.txt").write_bytes(b"")
    assert run("build", "--archive", archive).returncode == 0
    strict = run("build", "--archive", archive, "--strict")
    assert strict.returncode == 3
    assert "empty.txt" in strict.stdout


def test_an_unknown_key_names_the_nearest_and_ends_with_2(archive: Path) -> None:
    (archive / "archive.toml").write_text('titel = "My archive"\n', encoding="utf-8")
    done = run("build", "--archive", archive)
    assert done.returncode == 2
    assert "'titel'" in done.stderr
    assert "'title'" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_folder_is_a_clear_error(tmp_path: Path) -> None:
    done = run("build", "--archive", tmp_path)
    assert done.returncode == 2
    assert "seeds" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_command_that_may_not_write_reads_all_the_same(archive: Path) -> None:
    (archive / ".cache").write_text("no folder, so nothing can be remembered")
    assert run("review", "--archive", archive).returncode == 0
    build = run("build", "--archive", archive)
    assert build.returncode == 74
    assert ".cache: File exists" in build.stderr


def test_letters_that_a_terminal_lacks_are_shown_by_number(archive: Path) -> None:
    (archive / "seeds" / "Пусто.txt").write_bytes(b"")
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [*COMMAND, "--archive", archive], capture_output=True, text=True, env=plain, check=False
    )
    assert done.returncode == 0, done.stderr
    assert r"\u041f" in done.stdout


def test_a_reader_that_hangs_up_is_no_fault(archive: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "explain", "ferry.txt", "--archive", archive, "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as explaining:
        assert explaining.stdout is not None
        assert explaining.stderr is not None
        explaining.stdout.close()
        assert explaining.stderr.read() == b""


def test_a_full_disk_is_said(archive: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "--archive", archive], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 74
    assert b"No space left on device" in done.stderr


def test_a_port_that_cannot_be_is_refused(archive: Path) -> None:
    assert run("serve", "--port", "99999", "--archive", archive).returncode == 2


def test_a_take_down_that_takes_nothing_down_is_said(archive: Path) -> None:
    entry = "- {article: ferri, date: 2026-11-22, reason: on request}\n"
    (archive / "suppress.yml").write_text(entry)
    assert "no seed has the address articles/ferri/" in run("build", "--archive", archive).stdout
    (archive / "suppress.yml").write_text(entry.replace("ferri", "ferry"))
    assert "no seed has" not in run("build", "--archive", archive).stdout


def test_help_begins_with_examples() -> None:
    assert run("--help").stdout.startswith("Examples:")


def test_init_makes_an_archive_that_builds(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    assert run("init", mine).returncode == 0
    (mine / "seeds" / "ferry.txt").write_text(ARTICLE, encoding="utf-8")
    assert run("build", "--archive", mine).returncode == 0
    assert run("init", mine).returncode == 2  # never over an archive that is there


def test_review_lists_what_waits(archive: Path) -> None:
    (archive / "archive.toml").write_text('reader_languages = ["ru"]\n', encoding="utf-8")
    waiting = json.loads(run("review", "--archive", archive, "--json").stdout)
    assert {one["status"] for one in waiting["sentences"]} == {"missing"}
    assert waiting["sentences"][0]["place"] == "title"


def test_names_block_shows_with_dry_run_and_writes_without(archive: Path) -> None:
    entry = "- id: places/harbour\n  name: {en: harbour}\n"
    (archive / "authority").mkdir()
    (archive / "authority" / "places.yml").write_text(entry, encoding="utf-8")
    shown = run("names", "block", "places/harbour", "--dry-run", "--archive", archive)
    assert "articles/ferry" in shown.stdout, shown.stderr
    assert (archive / "authority" / "places.yml").read_text("utf-8") == entry
    assert run("names", "block", "places/harbour", "--archive", archive).returncode == 0
    assert "blocked: true" in (archive / "authority" / "places.yml").read_text("utf-8")


def test_verify_names_what_differs(archive: Path) -> None:
    run("build", "--archive", archive)
    assert run("verify", "--archive", archive).returncode == 0
    page = archive / "site" / "index.html"
    page.write_bytes(page.read_bytes() + b" ")
    done = run("verify", "--archive", archive)
    assert done.returncode == 4
    assert "site/index.html" in done.stderr


def test_export_writes_the_data_and_what_its_columns_are(archive: Path, tmp_path: Path) -> None:
    done = run("export", tmp_path / "data", "--archive", archive)
    assert done.returncode == 0, done.stderr
    assert sorted(p.name for p in (tmp_path / "data").iterdir()) == [
        "archive.csv",
        "archive.jsonl",
        "archive.sqlite",
        "datapackage.json",
    ]


def test_models_list_shows_licence_and_address() -> None:
    listed = run("models", "list").stdout
    assert "licence:" in listed
    assert "https://" in listed


def test_models_pull_without_a_network_says_what_to_do() -> None:
    done = run("models", "pull", "ru-xx")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_review_prepare_gives_missing_sentences_a_line_to_fill_in(archive: Path) -> None:
    (archive / "archive.toml").write_text('reader_languages = ["ru"]\n', encoding="utf-8")
    waiting = json.loads(run("review", "--archive", archive, "--prepare", "--json").stdout)
    assert all(one["line"] for one in waiting["sentences"])
    assert 'msgstr ""' in (archive / "translations" / "en-ru.po").read_text("utf-8")


def test_explain_tells_each_line_and_what_was_found(archive: Path) -> None:
    told = json.loads(run("explain", "ferry.txt", "--archive", archive, "--json").stdout)
    assert {line["verdict"] for line in told["lines"] if line["text"].strip()} <= {"kept", "title"}
    assert told["records"][0]["article"]["id"] == "ferry"
    assert "Line by line" in run("explain", "ferry.txt", "--archive", archive).stdout


def test_explain_of_no_file_says_what_to_name(archive: Path) -> None:
    done = run("explain", "nothing.txt", "--archive", archive)
    assert done.returncode == 2
    assert "name a seed" in done.stderr
