"""A command that was mistyped is answered in plain lines: what is wrong, and what to type."""

import pytest

from tests.forked import run

HUB = "python -m app hub"
CALL = ("hub", "call", "--email", "a@larch-hill.example")
WRONG = [
    (
        ("hub", "wating"),
        "There is no command 'wating'. Did you mean 'waiting'?",
        f"After ‘{HUB}’ type one of these:",
    ),
    (("hbu",), "There is no command 'hbu'. Did you mean 'hub'?", "After ‘python -m app’ type one of these:"),
    (("hub", "close"), "REFERENCE is missing.", f"Type: {HUB} close REFERENCE"),
    (("hub", "decide"), "REFERENCE is missing.", f"Type: {HUB} decide REFERENCE OUTCOME"),
    (("hub", "call"), "--email is missing.", f"Type: {HUB} call --email EMAIL"),
    (
        ("hub", "close", "NN-7K4M-9QXR", "--undecide"),
        "There is no option --undecide here. There is --undecided.",
        f"Type: {HUB} close REFERENCE",
    ),
    (("report", "--nothing"), "There is no option --nothing here.", "Type: python -m app report"),
    ((*CALL, "--at", "soon"), "--at: must be written as 14:30 or", f"Type: {HUB} call --email EMAIL"),
    ((*CALL, "--advised", "zz"), "--advised: 'zz' is not one of", f"Type: {HUB} call --email EMAIL"),
    (("keys", "drill"), "KEY is missing.", "Type: python -m app keys drill KEY [SEALED]"),
]


@pytest.mark.parametrize(("typed", "wrong", "right"), WRONG)
def test_what_is_wrong_and_what_to_type_are_a_line_each(
    typed: tuple[str, ...], wrong: str, right: str
) -> None:
    ran = run(*typed)
    assert (ran.returncode, ran.stdout) == (2, "")
    head, said, instead, *more = ran.stderr.splitlines()
    assert head == "Cannot go on:"
    assert said.startswith(wrong)
    assert instead == right
    assert more
    assert not set("╭│╰") & set(ran.stderr)


def test_those_there_are_have_a_short_line_each() -> None:
    lines = run("hub", "shut").stderr.splitlines()
    assert "    close          Say that the hub has done with it" in lines


def test_words_that_are_too_many_are_not_said_again() -> None:
    """A reference in pieces, or a name that somebody typed beside it."""
    ran = run("hub", "show", "NN", "7k4m", "Nowak")
    assert ran.stderr.splitlines()[1] == (
        "There are too many words. What is one word, a reference say, has no blank in it."
    )
    assert "Nowak" not in ran.stderr


def test_an_option_without_its_value_says_so() -> None:
    assert run("report", "--from").stderr == "Cannot go on: Option '--from' requires an argument.\n"


@pytest.mark.parametrize("typed", [(), ("hub",)])
def test_of_several_commands_those_there_are_are_listed(typed: tuple[str, ...]) -> None:
    ran = run(*typed)
    assert ran.returncode == 2
    assert "Commands" in ran.stdout
    assert not ran.stderr


def test_help_is_no_failure() -> None:
    assert run("hub", "decide", "--help").returncode == 0
