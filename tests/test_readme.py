"""What the README tells people to type is there to be typed."""

import re
from pathlib import Path

import click

import build_archive

HERE = Path(__file__).parent.parent
README = (HERE / "README.md").read_text("utf-8")
COMMANDS = [
    line.partition("#")[0].split()
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.strip()
]


def test_every_make_target_exists() -> None:
    targets = re.findall(r"^([a-z]+):", (HERE / "Makefile").read_text("utf-8"), re.MULTILINE)
    named = [words[1] for words in COMMANDS if words[0] == "make"]
    assert named
    assert [name for name in named if name not in targets] == []


def test_every_command_and_option_exists() -> None:
    named = [words[2:] for words in COMMANDS if "build_archive.py" in words]
    assert named
    for name, *arguments in named:
        command = build_archive.main.commands[name]
        options = {opt for param in command.params for opt in param.opts}
        assert [word for word in arguments if word[:2] == "--" and word not in options] == []


def test_every_link_leads_to_a_file() -> None:
    local = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert [link for link in local if not (HERE / link).exists()] == []


def test_every_command_has_help() -> None:
    lacking = [name for name, command in _all(build_archive.main) if not command.help]
    assert lacking == []


def _all(group: click.Group) -> list[tuple[str, click.Command]]:
    found = list(group.commands.items())
    for command in list(group.commands.values()):
        if isinstance(command, click.Group):
            found += _all(command)
    return found
