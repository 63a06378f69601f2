"""A lesson file to a lesson: everything that is wrong with it in one run, or something that can be played."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import thread_time

from calctui.errors import LessonError, Problem
from calctui.lesson.minutes import estimate
from calctui.lesson.model import Lesson, Step
from calctui.lesson.reading.header import Header, read_header
from calctui.lesson.reading.raw import FORMAT, RawLesson
from calctui.lesson.reading.report import Report
from calctui.lesson.reading.shapes import read
from calctui.lesson.reading.steps import check_ids, read_step
from calctui.lesson.time_limit import OutOfTime, time_limit
from calctui.lesson.yaml.source import Source, decode, open_source
from calctui.lesson.yaml.yaml_tree import Mapping, Node, Scalar, Sequence, read_tree
from calctui.text import clean_line

MAX_CHARACTERS = 64_000
"""In all texts of a lesson together; one that fills an evening has 20,000."""

MAX_SECONDS = 3.0
"""So long its scenes may take to be computed, all together; those of a lesson take some tenths."""

_STAND_IN = {"format": "1", "id": "lesson", "title": "-", "summary": "-", "steps": ["-"]}


def load_lesson(path: Path | str) -> Lesson:
    """The lesson in a file.

    Raises:
        LessonError: All that is wrong with it, each at its place.
    """
    return load_source(open_source(Path(path), str(path)))


def load_text(text: str, name: str = "lesson") -> Lesson:
    """The lesson in a text; `name` stands for a file in the words of errors.

    Raises:
        LessonError: As in `load_lesson`.
    """
    return load_source(decode(text.encode("utf-8", "surrogatepass"), name))


def load_source(source: Source) -> Lesson:
    """The lesson in a file that was read.

    Raises:
        LessonError: As in `load_lesson`.
    """
    tree, problems = read_tree(source)
    report = Report(source)
    if isinstance(tree, Mapping) and (other := _other_format(tree, source)):
        raise LessonError([other])
    report.add(problems)
    if tree is not None and (words := _characters(tree)) > MAX_CHARACTERS:
        what = f"the lesson has {words} characters in its texts, and may have {MAX_CHARACTERS}"
        report.at(tree, what, "make two lessons of it")
        raise LessonError(report.problems)
    raw = read(RawLesson, tree, report, what="a lesson", stand_in=_STAND_IN) if tree is not None else None
    if raw is None or not isinstance(tree, Mapping):
        raise LessonError(report.problems)
    lesson = _lesson(raw, tree, report)
    report.raise_any()
    return lesson


def _lesson(raw: RawLesson, root: Mapping, report: Report) -> Lesson:
    header = read_header(raw, root, report)
    written = root.values.get("steps")
    nodes = written if isinstance(written, Sequence) else Sequence(root.line, root.column)
    check_ids(nodes, report)
    read_steps = list(_read_steps(nodes, header, report))
    steps = tuple(step for step, _ in read_steps)
    words = sum(len(step.text.source.split()) for step in steps)
    words += sum(len(step.question.prompt.source.split()) for step in steps if step.question)
    questions = sum(step.question is not None for step in steps)
    return Lesson(
        format=raw.format,
        id=raw.id,
        title=clean_line(raw.title),
        summary=clean_line(raw.summary),
        concept=clean_line(raw.concept or ""),
        requires=raw.requires,
        minutes=raw.minutes or estimate(words, sum(seconds for _, seconds in read_steps), questions),
        definitions=header.definitions,
        parameters=header.parameters,
        terms=header.terms,
        steps=steps,
        source=report.source,
    )


def _read_steps(nodes: Sequence, header: Header, report: Report) -> Iterator[tuple[Step, float]]:
    """Each step with the seconds that its scene plays; none beyond the time that a lesson may take."""
    begun = thread_time()
    for node in nodes.items:
        left = MAX_SECONDS - (thread_time() - begun)
        try:
            if left <= 0:
                raise OutOfTime
            with time_limit(left):
                found = read_step(node, header, report)
        except OutOfTime:
            what = f"the scenes up to this step take more than {MAX_SECONDS:g} seconds to compute"
            report.at(node, what, "let them do fewer updates, or make two lessons of it")
            return
        if found is not None:
            yield found


def _other_format(root: Mapping, source: Source) -> Problem | None:
    """The one thing to say of a lesson in a format that is not read here."""
    node = root.values.get("format")
    if not isinstance(node, Scalar) or node.void:
        return None
    try:
        version = int(node.text)
    except ValueError:
        what = f"`format` is a whole number, not `{node.text}`"
        return source.problem(node.line, node.column, what, f"write format: {FORMAT}")
    if version == FORMAT:
        return None
    what = f"this lesson is in format {version}, and this program reads format {FORMAT}"
    cure = (
        "get a newer calctui"
        if version > FORMAT
        else "read in AUTHORING.md what has changed, and write format: 1"
    )
    return source.problem(node.line, node.column, what, cure)


def _characters(root: Node) -> int:
    """The characters in all texts of a tree."""
    count, nodes = 0, [root]
    while nodes:
        match nodes.pop():
            case Scalar(text):
                count += len(text)
            case Sequence() as node:
                nodes += node.items
            case Mapping() as node:
                nodes += node.values.values()
    return count
