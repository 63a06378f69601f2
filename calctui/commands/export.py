"""`calctui export`: a lesson as Markdown, as one HTML file or as a recording, to a file or to the output."""

from __future__ import annotations

from calctui.charts.dots import Markers
from calctui.commands.target import put
from calctui.errors import CalctuiError
from calctui.lesson.library import find, parse_address
from calctui.lesson.load import load_lesson
from calctui.lesson.model import Lesson
from calctui.text import clean_line


def export(address: str, form: str, target: str, markers: Markers | None = None) -> int:
    """Writes a lesson in another form; gives the exit code.

    Args:
        address: The lesson, without a step.
        form: ``md``, ``html`` or ``cast``.
        target: The file, or ``-`` for the output.
        markers: What pictures of Markdown are drawn with; None for what most pages can show.

    Raises:
        CalctuiError: There is no such lesson, it is broken, or the file cannot be written; the form has no markers.
    """
    if markers is not None and form != "md":
        raise CalctuiError(f"--markers is for --to md; {clean_line(form)} draws its pictures in its own way")
    where = parse_address(address)
    if where.step:
        raise CalctuiError(f"export takes a whole lesson; write {clean_line(where.lesson)} without #")
    put(_exported(load_lesson(find(where.lesson).path), form, markers), target)
    return 0


def _exported(lesson: Lesson, form: str, markers: Markers | None) -> str:
    match form:
        case "md":
            from calctui.export.markdown import ON_PAGES, markdown_page

            return markdown_page(lesson, markers or ON_PAGES)
        case "html":
            from calctui.export.html import html_page

            return html_page(lesson)
        case "cast":
            from calctui.export.cast import cast

            return cast(lesson)
    raise CalctuiError(f"there is no form {clean_line(form)}; write md, html or cast")
