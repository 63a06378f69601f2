"""The command line: which commands there are, and what can be said to each."""

from __future__ import annotations

import argparse

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


def command_line() -> argparse.ArgumentParser:
    """The parser; `command` says which command was asked for, None for the contents."""
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

    play = _command(commands, "play")
    _lesson(play, "LESSON[#STEP]")
    play.add_argument(
        "--watch", action="store_true", help="load the file again on every save; its faults are shown over it"
    )
    add_app_options(play, argparse.SUPPRESS)

    listing = _command(commands, "list")
    form = listing.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON")
    form.add_argument("--ids", action="store_true", help="the ids alone")

    show = _command(commands, "show")
    _lesson(show, "LESSON[#STEP]")
    moment = show.add_mutually_exclusive_group()
    moment.add_argument(
        "--at", metavar="MARK", help="the moment by its mark, such as update-1 (default: the end)"
    )
    moment.add_argument("--frame", metavar="N|last", help="the moment by its frame, counted from 0")
    show.add_argument("--size", default="80x24", metavar="WxH", help="columns and rows (default: 80x24)")
    show.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="a parameter, such as lr=0.3"
    )
    show.add_argument(
        "--format", choices=("text", "ansi", "json", "svg"), default="text", help="(default: text)"
    )
    show.add_argument("--markers", choices=MARKERS, default="braille", help="(default: braille)")

    read = _command(commands, "read")
    _lesson(read, "LESSON[#STEP]")

    export = _command(commands, "export")
    _lesson(export, "LESSON")
    export.add_argument(
        "--to", choices=("md", "html", "cast"), required=True, help="Markdown, a page, or a recording"
    )
    export.add_argument(
        "-o", "--output", metavar="FILE", default="-", help="where to (default: -, standard output)"
    )
    export.add_argument(
        "--markers",
        choices=MARKERS,
        help="what md draws pictures with (default: blocks, since few pages keep braille in its columns)",
    )

    serve = _command(commands, "serve")
    _lesson(serve, "LESSON[#STEP]", nargs="?")
    serve.add_argument(
        "--host", default="127.0.0.1", help="the address at which browsers are let in (default: 127.0.0.1)"
    )
    serve.add_argument("--port", type=int, default=8000, metavar="N", help="the port there (default: 8000)")
    serve.add_argument("--url", help="where browsers find it, if not at host and port")
    add_app_options(serve, argparse.SUPPRESS)

    grade = _command(commands, "grade")
    grade.usage = "calctui grade [-h] LESSON#STEP ANSWER\n       calctui grade --batch LESSON#STEP"
    grade.add_argument("--batch", action="store_true", help="read one answer a line from standard input")
    grade.add_argument("lesson", metavar="LESSON#STEP", help="a step with a question")
    # An answer may begin with a minus sign, as no option but --batch and --help does here.
    grade.add_argument("answer", nargs=argparse.REMAINDER, metavar="ANSWER", help="what a learner types")

    again = _command(commands, "review")
    add_app_options(again, argparse.SUPPRESS)

    progress = _command(commands, "progress")
    progress.usage = (
        "calctui progress [-h] [--json | --path | --export FILE | --import FILE]\n"
        "       calctui progress --reset LESSON [--yes]"
    )
    what = progress.add_mutually_exclusive_group()
    what.add_argument("--json", action="store_true", help="as JSON")
    what.add_argument("--path", action="store_true", help="print where it is kept")
    what.add_argument("--reset", metavar="LESSON", help="forget a lesson, or `all`, after asking")
    what.add_argument("--export", metavar="FILE", help="write it to a file, to take along; - for the output")
    what.add_argument("--import", metavar="FILE", dest="source", help="add what such a file says")
    progress.add_argument("--yes", action="store_true", help="do not ask before forgetting")

    check = _command(commands, "check")
    check.add_argument(
        "paths", nargs="*", metavar="PATH", help="files or folders (default: the built-in lessons)"
    )
    check.add_argument(
        "--strict",
        action="store_true",
        help="also: every number in the words is computed or proved, every question has hints and an explanation",
    )
    check.add_argument("--json", action="store_true", help="as JSON")

    new = _command(commands, "new")
    new.add_argument("path", metavar="PATH", help="the file, which must not be there yet")

    _command(commands, "schema")

    completion = _command(commands, "completion")
    completion.add_argument("shell", choices=("bash", "zsh", "fish"), help="your shell")
    return parser


def _lesson(command: argparse.ArgumentParser, metavar: str, nargs: str | None = None) -> None:
    command.add_argument(
        "lesson", nargs=nargs, metavar=metavar, help="a lesson by its id, or a YAML file by its path"
    )


def _command(commands: argparse._SubParsersAction[_Parser], name: str) -> argparse.ArgumentParser:
    """A command with its page of the manual."""
    page = PAGES[name]
    return commands.add_parser(
        name,
        help=page.does,
        description=page.description,
        epilog=page.epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
