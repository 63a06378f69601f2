"""Which lessons a course's lessons require: whether they are there, and that none requires itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from calctui.errors import Problem
from calctui.lesson.entry import Course
from calctui.lesson.near import listed, nearest
from calctui.lesson.reading.contents import problem_at


def requirement_problems(course: Course, elsewhere: Collection[str], *, lone: bool = False) -> list[Problem]:
    """Ids under `requires` that name no lesson, and lessons that require each other in a circle.

    Args:
        course: Its lessons are looked at.
        elsewhere: Ids of lessons outside the course that may be required.
        lone: Whether the course is one file, whose neighbours are not known: then an unknown id is a warning.
    """
    needs = {entry.id: entry.requires for entry in course.entries}
    found: list[Problem] = []
    for entry in course.entries:
        for index, required in enumerate(entry.requires):
            severity = "error"
            if required not in needs and required not in elsewhere:
                what, cure = (
                    f"there is no lesson `{required}`",
                    nearest(required, [*needs, *elsewhere], "lessons"),
                )
                severity = "warning" if lone else "error"
            elif circle := _circle(entry.id, required, needs):
                what = f"the lessons {listed(circle)} require each other"
                if len(circle) == 1:
                    what = f"the lesson {listed(circle)} requires itself"
                cure = "take one of the requirements out"
            else:
                continue
            found.append(problem_at(entry.path, ["requires", index], what, cure, severity=severity))
    return found


def _circle(first: str, required: str, needs: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The way from a required lesson back to the first, without recursion; empty if there is none."""
    ways = [[required]]
    seen = {required}
    while ways:
        way = ways.pop()
        if way[-1] == first:
            return [first, *way[:-1]]
        for after in needs.get(way[-1], ()):
            if after not in seen:
                seen.add(after)
                ways.append([*way, after])
    return []
