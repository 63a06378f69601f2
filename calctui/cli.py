"""The commands: what is asked for on the command line, and errors as one line each.

Each command imports what it needs when it runs, so that `calctui --help` is quick.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from calctui import __version__
from calctui.app.fault_log import words_for_fault
from calctui.app.guard import GUARD
from calctui.commands.how_it_looks import add_app_options, app_choices
from calctui.commands.streams import ignore_orders, output_lost, prepare_streams, without_prompt
from calctui.commands.words import DESCRIPTION, EXAMPLES
from calctui.errors import CalctuiError
from calctui.text import clean

USAGE_ERROR = 2
INTERRUPTED = 130
FAULT = 70


class _Parser(argparse.ArgumentParser):
    """Says in one clean line what is wrong, and where to look."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.exit(
            USAGE_ERROR, clean(f"{self.prog}: {message} (try {self.prog} --help)").replace("\n", " ") + "\n"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; gives the exit code of the process."""
    return without_prompt(lambda: _run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    prepare_streams()
    ignore_orders()
    try:
        options = _parser().parse_args(arguments)
        run: Callable[[argparse.Namespace], int] = options.run
        with GUARD.watching(run in {_contents, _play, _review}):
            code = run(options)
        sys.stdout.flush()
    except CalctuiError as error:
        print(clean(str(error)), file=sys.stderr)
        return USAGE_ERROR
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        return output_lost(error)
    except Exception as error:  # the boundary to whoever started the program
        print(words_for_fault(error, "in a command"), file=sys.stderr)
        return FAULT
    return code


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="calctui",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"calctui {__version__}")
    add_app_options(parser)
    parser.set_defaults(run=_contents)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)

    play = _command(commands, "play", "open a lesson", _play, "calctui play introduction#preview")
    play.add_argument(
        "lesson", metavar="LESSON[#STEP]", help="a lesson by its id, or a YAML file by its path"
    )
    play.add_argument(
        "--watch", action="store_true", help="load the file again on every save; its faults are shown over it"
    )
    add_app_options(play, argparse.SUPPRESS)

    listing = _command(commands, "list", "lessons with id, title and steps", _list, "calctui list --json")
    listing.add_argument("--json", action="store_true", help="as JSON")

    show = _command(
        commands,
        "show",
        "one moment of a lesson, without a terminal",
        _show,
        "calctui show introduction#preview --at update-3 --size 100x30",
    )
    show.add_argument(
        "lesson", metavar="LESSON[#STEP]", help="a lesson by its id, or a YAML file by its path"
    )
    moment = show.add_mutually_exclusive_group()
    moment.add_argument(
        "--at", metavar="MARK", help="the moment by its mark, such as update-1 (default: the end)"
    )
    moment.add_argument("--frame", metavar="N|last", help="the moment by its frame, counted from 0")
    show.add_argument("--size", default="80x24", metavar="WxH", help="columns and rows (default: 80x24)")
    show.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="a parameter, such as lr=0.3"
    )
    show.add_argument("--format", choices=("text", "ansi", "json"), default="text", help="(default: text)")
    show.add_argument(
        "--markers", choices=("braille", "blocks", "ascii"), default="braille", help="(default: braille)"
    )

    read = _command(
        commands,
        "read",
        "a lesson as linear text, for screen readers and pipes; in a terminal it asks its questions",
        _read,
        "calctui read introduction\n  calctui read introduction | less",
    )
    read.add_argument(
        "lesson", metavar="LESSON[#STEP]", help="a lesson by its id, or a YAML file by its path"
    )

    grade = _command(
        commands,
        "grade",
        "what an answer to a question of a lesson is worth, as JSON",
        _grade,
        "calctui grade introduction#predict 3.2\n  calctui grade --batch introduction#predict < answers.txt",
    )
    grade.usage = "calctui grade [-h] LESSON#STEP ANSWER\n       calctui grade --batch LESSON#STEP"
    grade.add_argument("--batch", action="store_true", help="read one answer a line from standard input")
    grade.add_argument("lesson", metavar="LESSON#STEP", help="a step with a question")
    # An answer may begin with a minus sign, as no option but --batch and --help does here.
    grade.add_argument("answer", nargs=argparse.REMAINDER, metavar="ANSWER", help="what a learner types")

    again = _command(
        commands, "review", "ask again what is due, at growing intervals", _review, "calctui review"
    )
    add_app_options(again, argparse.SUPPRESS)

    progress = _command(
        commands,
        "progress",
        "what was done, and where it is kept",
        _progress,
        "calctui progress --export mine.json\n  calctui progress --reset introduction",
    )
    what = progress.add_mutually_exclusive_group()
    what.add_argument("--json", action="store_true", help="as JSON")
    what.add_argument("--path", action="store_true", help="print where it is kept")
    what.add_argument("--reset", metavar="LESSON", help="forget a lesson, or `all`, after asking")
    what.add_argument("--export", metavar="FILE", help="write it to a file, to take along; - for the output")
    what.add_argument("--import", metavar="FILE", dest="source", help="add what such a file says")
    progress.add_argument("--yes", action="store_true", help="do not ask before forgetting")

    check = _command(
        commands, "check", "what is wrong with lessons", _check, "calctui check my-lesson.yaml my-folder/"
    )
    check.add_argument(
        "paths", nargs="*", metavar="PATH", help="files or folders (default: the built-in lessons)"
    )
    check.add_argument(
        "--strict",
        action="store_true",
        help="also: every number in the words is computed or proved, every question has hints and an explanation",
    )
    check.add_argument("--json", action="store_true", help="as JSON")

    new = _command(
        commands, "new", "write a commented lesson to start from", _new, "calctui new my-lesson.yaml"
    )
    new.add_argument("path", metavar="PATH", help="the file, which must not be there yet")

    _command(
        commands,
        "schema",
        "the JSON Schema of a lesson file, for completion in editors",
        _schema,
        "calctui schema > lesson.schema.json",
    )
    return parser


def _command(
    commands: argparse._SubParsersAction[_Parser],
    name: str,
    does: str,
    run: Callable[[argparse.Namespace], int],
    example: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=does,
        description=does[0].upper() + does[1:] + ".",
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser


def _contents(options: argparse.Namespace) -> int:
    from calctui.commands.play import contents

    return contents(app_choices(options))


def _play(options: argparse.Namespace) -> int:
    from calctui.commands.play import play

    return play(options.lesson, app_choices(options), watch=options.watch)


def _list(options: argparse.Namespace) -> int:
    from calctui.commands.listing import print_lessons

    return print_lessons(as_json=options.json)


def _show(options: argparse.Namespace) -> int:
    from calctui.commands.show import show

    print(
        show(
            options.lesson,
            at=options.at,
            frame=options.frame,
            size=options.size,
            settings=options.set,
            style=options.format,
            markers=options.markers,
        )
    )
    return 0


def _read(options: argparse.Namespace) -> int:
    from calctui.commands.read import read

    return read(options.lesson)


def _grade(options: argparse.Namespace) -> int:
    from calctui.commands.grade import print_verdicts

    return print_verdicts(options.lesson, options.answer, batch=options.batch)


def _review(options: argparse.Namespace) -> int:
    from calctui.commands.review import review

    return review(app_choices(options))


def _progress(options: argparse.Namespace) -> int:
    from calctui.commands import progress

    if options.path:
        return progress.print_path()
    if options.reset is not None:
        return progress.reset(options.reset, sure=options.yes)
    if options.export is not None:
        return progress.export_progress(options.export)
    if options.source is not None:
        return progress.import_progress(options.source)
    return progress.print_progress(as_json=options.json)


def _check(options: argparse.Namespace) -> int:
    from calctui.commands.check import print_findings

    return print_findings(options.paths, strict=options.strict, as_json=options.json)


def _new(options: argparse.Namespace) -> int:
    from calctui.commands.new import write_lesson

    return write_lesson(options.path)


def _schema(options: argparse.Namespace) -> int:
    from calctui.commands.schema import print_schema

    del options
    return print_schema()
