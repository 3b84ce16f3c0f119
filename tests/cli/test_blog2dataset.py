"""`blog2dataset`: its commands, their help and their errors."""

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from commanding import scrapy

from crawler.cli.main import COMMANDS, blog2dataset, command_named

WIDTH = 80


def run(*words: str) -> tuple[int, str, str]:
    """Exit status, output and errors of a command in this process."""
    done = CliRunner().invoke(blog2dataset, words)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize("words", [[], *([name] for name in COMMANDS)], ids=" ".join)
def test_help_of_each_command_fits_a_terminal_and_shows_examples(words: list[str]) -> None:
    status, told, errors = run(*words, "--help")
    assert (status, errors) == (0, "")
    assert [line for line in told.splitlines() if len(line) > WIDTH] == []
    assert "Examples:" in told or not words


@pytest.mark.parametrize("name", COMMANDS)
def test_each_option_and_command_says_what_it_does(name: str) -> None:
    command = command_named(name)
    assert command.help
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_summaries_of_the_commands_are_not_cut() -> None:
    assert "..." not in run("--help")[1].partition("Commands:")[2]


def test_examples_of_a_command_use_its_options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in COMMANDS:
        command = command_named(name)
        for line in getattr(command, "examples", ()):
            words = line.partition(f"blog2dataset {name}")[2].partition(" >")[0].split()
            command.make_context(name, words)  # raises UsageError for a word that it does not know


def test_an_error_is_a_sentence_after_the_name_of_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    sentence = "reparse: There is no dataset none in datasets/. There is none yet. Crawl a blog first.\n"
    assert run("reparse", "none") == (1, "", sentence)


def test_a_mistyped_command_or_option_is_a_usage_error() -> None:
    assert run("coverige")[0] == 2
    status, _, errors = run("coverage", "--al", "demo")
    assert (status, "--all" in errors) == (2, True)


def test_scrapy_runs_the_same_command_with_the_same_help(tmp_path: Path) -> None:
    own = run("coverage", "--help")[1].replace("blog2dataset coverage [", "scrapy coverage [")
    theirs = scrapy("coverage", "--help", folder=tmp_path)
    help_, _, more = theirs.stdout.partition("\nScrapy's options")
    assert (theirs.returncode, help_.split(), "-L DEBUG" in more) == (0, own.split(), True)
    status, _, errors = run("coverage", "none")
    same = scrapy("coverage", "none", folder=tmp_path)
    assert (same.returncode, same.stdout, same.stderr) == (status, "", errors)


def test_the_program_needs_no_project_and_no_variable(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "crawler", "reparse", "none"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("reparse: There is no dataset none")
