"""Does what the command line asks for, and says errors in one line each.

Each command imports what it needs when it runs, so that `calctui --help` is quick.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence

from calctui.app.fault_log import FAULT, words_for_fault
from calctui.app.guard import GUARD
from calctui.commands.arguments import USAGE_ERROR, command_line
from calctui.commands.how_it_looks import app_choices
from calctui.commands.streams import complain, ignore_orders, output_lost, prepare_streams, without_prompt
from calctui.errors import CalctuiError

INTERRUPTED = 130
_IN_THE_APP = {None, "play", "review"}
"""Commands that open the app, which ends in good order by itself."""


def dispatch(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; gives the exit code of the process."""
    return without_prompt(lambda: _run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    prepare_streams()
    ignore_orders()
    try:
        words = sys.argv[1:] if arguments is None else arguments
        options = command_line(words).parse_args(words)
        with GUARD.watching(options.command in _IN_THE_APP):
            code = RUN[options.command](options)
        sys.stdout.flush()
    except CalctuiError as error:
        complain(str(error))
        return USAGE_ERROR
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        return output_lost(error)
    except Exception as error:  # the boundary to whoever started the program
        complain(words_for_fault(error, "in a command"))
        return FAULT
    return code


def _contents(options: argparse.Namespace) -> int:
    from calctui.commands.play import contents

    return contents(app_choices(options))


def _play(options: argparse.Namespace) -> int:
    from calctui.commands.play import play

    return play(options.lesson, app_choices(options), watch=options.watch)


def _list(options: argparse.Namespace) -> int:
    from calctui.commands.listing import print_lessons

    return print_lessons(as_json=options.json, ids=options.ids)


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


def _export(options: argparse.Namespace) -> int:
    from calctui.commands.export import export

    return export(options.lesson, options.to, options.output, options.markers)


def _serve(options: argparse.Namespace) -> int:
    from calctui.commands.serve import serve

    return serve(options.lesson, options.host, options.port, options.url, app_choices(options))


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


def _completion(options: argparse.Namespace) -> int:
    from calctui.commands.completion import print_completion

    return print_completion(command_line(), options.shell)


RUN: Mapping[str | None, Callable[[argparse.Namespace], int]] = {
    None: _contents,
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
"""What runs each command; None is what runs without one."""
