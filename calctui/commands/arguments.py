"""The command line: which commands there are, and what can be said to each."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence

from calctui import __version__
from calctui.commands.how_it_looks import MARKERS, add_app_options
from calctui.commands.manual import DESCRIPTION, EPILOG, PAGES
from calctui.text import clean

USAGE_ERROR = 2


class _Parser(argparse.ArgumentParser):
    """Says in one clean line what is wrong, and where to look."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.exit(
            USAGE_ERROR, clean(f"{self.prog}: {message} (try {self.prog} --help)").replace("\n", " ") + "\n"
        )


def command_line(words: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """The parser; `command` says which command was asked for, None for the contents.

    Args:
        words: What was said. Where the first word is a command, or there is no word, nothing else can be asked
            for, and the other commands are left out, since all together take some milliseconds; default: all.
    """
    parser = _Parser(
        prog="calctui",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"calctui {__version__}")
    add_app_options(parser)
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", dest="command", parser_class=_Parser
    )
    for name in _needed(words):
        page = PAGES[name]
        command = commands.add_parser(
            name,
            help=page.does,
            description=page.description,
            epilog=page.epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        _ARGUMENTS[name](command)
    return parser


def _needed(words: Sequence[str] | None) -> Iterable[str]:
    if words is None or (words and words[0] not in PAGES):
        return PAGES
    return words[:1]


def _play(command: argparse.ArgumentParser) -> None:
    _lesson(command, "LESSON[#STEP]")
    command.add_argument(
        "--watch", action="store_true", help="load the file again on every save; its faults are shown over it"
    )
    add_app_options(command, argparse.SUPPRESS)


def _list(command: argparse.ArgumentParser) -> None:
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON")
    form.add_argument("--ids", action="store_true", help="the ids alone")


def _show(command: argparse.ArgumentParser) -> None:
    _lesson(command, "LESSON[#STEP]")
    moment = command.add_mutually_exclusive_group()
    moment.add_argument(
        "--at", metavar="MARK", help="the moment by its mark, such as update-1 (default: the end)"
    )
    moment.add_argument("--frame", metavar="N|last", help="the moment by its frame, counted from 0")
    command.add_argument("--size", default="80x24", metavar="WxH", help="columns and rows (default: 80x24)")
    command.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="a parameter, such as lr=0.3"
    )
    command.add_argument(
        "--format", choices=("text", "ansi", "json", "svg"), default="text", help="(default: text)"
    )
    command.add_argument("--markers", choices=MARKERS, default="braille", help="(default: braille)")


def _read(command: argparse.ArgumentParser) -> None:
    _lesson(command, "LESSON[#STEP]")


def _export(command: argparse.ArgumentParser) -> None:
    _lesson(command, "LESSON")
    command.add_argument(
        "--to", choices=("md", "html", "cast"), required=True, help="Markdown, a page, or a recording"
    )
    command.add_argument(
        "-o", "--output", metavar="FILE", default="-", help="where to (default: -, standard output)"
    )
    command.add_argument(
        "--markers",
        choices=MARKERS,
        help="what md draws pictures with (default: blocks, since few pages keep braille in its columns)",
    )


def _serve(command: argparse.ArgumentParser) -> None:
    _lesson(command, "LESSON[#STEP]", nargs="?")
    command.add_argument(
        "--host", default="127.0.0.1", help="the address at which browsers are let in (default: 127.0.0.1)"
    )
    command.add_argument("--port", type=int, default=8000, metavar="N", help="the port there (default: 8000)")
    command.add_argument("--url", help="where browsers find it, if not at host and port")
    add_app_options(command, argparse.SUPPRESS)


def _grade(command: argparse.ArgumentParser) -> None:
    command.usage = "calctui grade [-h] LESSON#STEP ANSWER\n       calctui grade --batch LESSON#STEP"
    command.add_argument("--batch", action="store_true", help="read one answer a line from standard input")
    command.add_argument("lesson", metavar="LESSON#STEP", help="a step with a question")
    # An answer may begin with a minus sign, as no option but --batch and --help does here.
    command.add_argument("answer", nargs=argparse.REMAINDER, metavar="ANSWER", help="what a learner types")


def _review(command: argparse.ArgumentParser) -> None:
    add_app_options(command, argparse.SUPPRESS)


def _progress(command: argparse.ArgumentParser) -> None:
    command.usage = (
        "calctui progress [-h] [--json | --path | --export FILE | --import FILE]\n"
        "       calctui progress --reset LESSON [--yes]"
    )
    what = command.add_mutually_exclusive_group()
    what.add_argument("--json", action="store_true", help="as JSON")
    what.add_argument("--path", action="store_true", help="print where it is kept")
    what.add_argument("--reset", metavar="LESSON", help="forget a lesson, or `all`, after asking")
    what.add_argument("--export", metavar="FILE", help="write it to a file, to take along; - for the output")
    what.add_argument("--import", metavar="FILE", dest="source", help="add what such a file says")
    command.add_argument("--yes", action="store_true", help="do not ask before forgetting")


def _check(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths", nargs="*", metavar="PATH", help="files or folders (default: the built-in lessons)"
    )
    command.add_argument(
        "--strict",
        action="store_true",
        help="also: every number in the words is computed or proved, every question has hints and an explanation",
    )
    command.add_argument("--json", action="store_true", help="as JSON")


def _new(command: argparse.ArgumentParser) -> None:
    command.add_argument("path", metavar="PATH", help="the file, which must not be there yet")


def _schema(command: argparse.ArgumentParser) -> None:
    del command


def _completion(command: argparse.ArgumentParser) -> None:
    command.add_argument("shell", choices=("bash", "zsh", "fish"), help="your shell")


def _lesson(command: argparse.ArgumentParser, metavar: str, nargs: str | None = None) -> None:
    command.add_argument(
        "lesson", nargs=nargs, metavar=metavar, help="a lesson by its id, or a YAML file by its path"
    )


_ARGUMENTS: Mapping[str, Callable[[argparse.ArgumentParser], None]] = {
    "play": _play,
    "list": _list,
    "show": _show,
    "read": _read,
    "export": _export,
    "serve": _serve,
    "grade": _grade,
    "review": _review,
    "progress": _progress,
    "check": _check,
    "new": _new,
    "schema": _schema,
    "completion": _completion,
}
"""What adds to each command what can be said to it."""
