"""`calctui completion`: a script with which a shell completes commands, options, lessons and files."""

from __future__ import annotations

import argparse

import shtab

_LESSON_IDS = "calctui list --ids 2>/dev/null"
_LESSONS: dict[str, str | dict[str, str]] = {
    "bash": "_calctui_lessons",
    "zsh": "_calctui_lessons",
    "fish": f"({_LESSON_IDS}; __fish_complete_suffix .yaml)",
    "preamble": {
        "bash": f"""
_calctui_lessons() {{
  compgen -W "$({_LESSON_IDS})" -- "$1"
  compgen -f -X '!*.yaml' -- "$1"
  compgen -d -- "$1"
}}
""",
        "zsh": f"""
_calctui_lessons() {{
  compadd -- ${{(f)"$({_LESSON_IDS})"}}
  _files -g '*.yaml'
}}
""",
    },
}
"""The ids of the lessons that are found now, and lesson files."""

_BY_METAVAR = {
    **dict.fromkeys(("LESSON", "LESSON[#STEP]", "LESSON#STEP"), _LESSONS),
    **dict.fromkeys(("FILE", "PATH"), shtab.FILE),
}


def print_completion(parser: argparse.ArgumentParser, shell: str) -> int:
    """Prints the script; gives the exit code.

    Args:
        parser: The command line.
        shell: ``bash``, ``zsh`` or ``fish``.
    """
    _tell(parser)
    print(shtab.complete(parser, shell))
    return 0


def _tell(parser: argparse.ArgumentParser) -> None:
    """Tells shtab what each argument is, by the name that the help gives it."""
    for action in parser._actions:
        if isinstance(action.metavar, str) and action.metavar in _BY_METAVAR:
            action.complete = _BY_METAVAR[action.metavar]  # type: ignore[attr-defined]
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                _tell(command)
