"""Lessons are found, also the broken ones, and courses are what their folders say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from calctui.errors import NotFoundError
from calctui.lesson import library
from calctui.lesson.course import read_course, read_entry
from calctui.lesson.entry import as_id
from calctui.lesson.library import Address, built_in_folder, entries, find, find_course, parse_address, proved
from calctui.lesson.requires import requirement_problems

LESSON = """\
format: 1
id: {id}
title: Lesson {id}
summary: It is about {id}.
requires: [{requires}]
steps:
  - id: one
    title: One
    text: Some words.
"""


def write(folder: Path, name: str, id: str, requires: str = "", more: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(LESSON.format(id=id, requires=requires) + more, encoding="utf-8")
    return file


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "My Course"
    write(folder, "02-second.yaml", "second", "first")
    write(folder, "01-first.yaml", "first")
    (folder / "03-broken one.yml").write_text("format: 1\ntitle: A: b\n", encoding="utf-8")
    (folder / "notes.txt").write_text("no lesson", encoding="utf-8")
    (folder / ".hidden.yaml").write_text("no lesson", encoding="utf-8")
    return folder


def test_the_built_in_lessons_are_found_and_good() -> None:
    found = entries({})
    assert found[0].id == "introduction"
    assert all(entry.course == "calctui" and not entry.problems for entry in found)
    assert all(entry.steps > 0 and entry.minutes > 0 and entry.summary for entry in found)


def test_a_folder_is_a_course_in_the_order_of_file_names(course: Path) -> None:
    found = read_course(course)
    assert (found.id, found.title) == ("my-course", "My Course")
    assert [entry.id for entry in found.entries] == ["first", "second", "broken-one"]
    first, _, broken = found.entries
    assert (first.title, first.summary, first.steps, first.minutes) == (
        "Lesson first",
        "It is about first.",
        1,
        1,
    )
    assert broken.title == "03-broken one.yml"
    (problem,) = broken.problems
    assert (problem.line, problem.column) == (2, 9)


def test_a_course_file_says_its_name_and_order(course: Path) -> None:
    (course / "course.yaml").write_text(
        "id: mine\ntitle: Mine\nlessons: [second, 01-first.yaml]\n", encoding="utf-8"
    )
    found = read_course(course)
    assert (found.id, found.title, found.problems) == ("mine", "Mine", ())
    assert [entry.id for entry in found.entries] == ["second", "first"]
    assert {entry.course for entry in found.entries} == {"mine"}


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("id: mine\ntitle: Mine\nlessons: [secnd]\n", (3, 11), "there is no lesson file `secnd`"),
        ("id: mine\ntitle: Mine\nlessons: [../../etc/passwd]\n", (3, 11), "there is no lesson file"),
        ("id: mine\nlesons: []\n", (1, 1), "`title` is missing in a course"),
        ("id: [\n", (2, 1), "never closed"),
    ],
)
def test_a_broken_course_file_is_told_and_the_lessons_stay(
    course: Path, text: str, place: tuple[int, int], words: str
) -> None:
    (course / "course.yaml").write_text(text, encoding="utf-8")
    found = read_course(course)
    problem = next(problem for problem in found.problems if words in problem.what)
    assert (problem.line, problem.column) == place
    assert "lessons:" in text or len(found.entries) == 3


def test_two_lessons_of_one_id_are_a_problem(course: Path) -> None:
    write(course, "04-again.yaml", "first")
    (problem,) = read_course(course).problems
    assert "01-first.yaml has the id `first` too" in problem.what


def test_a_course_says_which_lessons_it_has_no_room_for(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("calctui.lesson.course.MAX_LESSONS", 3)
    assert read_course(course).problems == ()
    write(course, "04-fourth.yaml", "fourth")
    write(course, "05-fifth.yaml", "fifth")
    found = read_course(course)
    assert [entry.id for entry in found.entries] == ["first", "second", "broken-one"]
    (problem,) = found.problems
    assert (problem.file, problem.severity) == (str(course / "04-fourth.yaml"), "warning")
    assert "3 lessons; this one and those after it are left out" in problem.what


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    found = read_course(tmp_path / "nowhere")
    assert found.entries == ()
    assert "cannot be read" in found.problems[0].what


def test_further_folders_come_from_the_environment(course: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "other", "x.yaml", "introduction").parent
    environ = {"CALCTUI_LESSONS": os.pathsep.join([str(course), "", str(other)])}
    found = entries(environ)
    assert [entry.id for entry in found][-4:] == ["first", "second", "broken-one", "introduction"]
    assert find("second", environ).course == "my-course"
    assert find("introduction", environ).course == "calctui"
    assert find(str(other / "x.yaml"), environ).course == "other"


def test_what_is_not_there_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"no lesson `introdction`; did you mean `introduction`\?"):
        find("introdction", {})
    with pytest.raises(NotFoundError, match="is a folder"):
        find(str(tmp_path), {})
    with pytest.raises(NotFoundError):
        find("a\0b\x1b[2J" + "x" * 5000, {})
    with pytest.raises(NotFoundError, match="no folder"):
        find_course("nowhere")
    assert find_course(str(tmp_path)).entries == ()


def test_names_are_shown_without_what_steers_a_terminal(tmp_path: Path) -> None:
    file = tmp_path / "01-\x1b[31mred.yaml"
    file.write_text("x", encoding="utf-8")
    entry = read_entry(file, "mine")
    assert "\x1b" not in entry.title + entry.id + str(entry.problems[0])


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("descent", Address("descent")),
        ("descent#downhill", Address("descent", "downhill")),
        ("a/b.yaml#one", Address("a/b.yaml", "one")),
        ("#one", Address("", "one")),
        ("descent#", Address("descent")),
    ],
)
def test_addresses(text: str, address: Address) -> None:
    assert parse_address(text) == address


def test_a_file_may_have_a_number_sign_in_its_name(tmp_path: Path) -> None:
    file = write(tmp_path, "a#b.yaml", "a")
    assert parse_address(str(file)) == Address(str(file))
    assert parse_address(f"{file}#one") == Address(str(file), "one")


@pytest.mark.parametrize(
    ("name", "id"),
    [("01-introduction", "introduction"), ("My Lesson!", "my-lesson"), ("7", "7"), ("é", "lesson")],
)
def test_an_id_of_a_name(name: str, id: str) -> None:
    assert as_id(name) == id


def test_requirements_must_be_there_and_not_go_in_a_circle(tmp_path: Path) -> None:
    folder = tmp_path / "course"
    write(folder, "1.yaml", "a", "c")
    write(folder, "2.yaml", "b", "a, introduction")
    write(folder, "3.yaml", "c", "b")
    write(folder, "4.yaml", "d", "d, nothing")
    found = requirement_problems(read_course(folder), ["introduction"])
    shown = [(Path(problem.file).name, problem.line, problem.column, problem.what) for problem in found]
    assert shown == [
        ("1.yaml", 5, 12, "the lessons `a`, `c` and `b` require each other"),
        ("2.yaml", 5, 12, "the lessons `b`, `a` and `c` require each other"),
        ("3.yaml", 5, 12, "the lessons `c`, `b` and `a` require each other"),
        ("4.yaml", 5, 12, "the lesson `d` requires itself"),
        ("4.yaml", 5, 15, "there is no lesson `nothing`"),
    ]


def test_a_lone_lesson_may_require_what_is_not_known(tmp_path: Path) -> None:
    write(tmp_path, "1.yaml", "a", "somewhere")
    (problem,) = requirement_problems(read_course(tmp_path), [], lone=True)
    assert problem.severity == "warning"


def test_what_only_shows_by_computing_is_found_when_a_lesson_is_proved(tmp_path: Path) -> None:
    scene = "    scene: {kind: curve, function: x**2 + nothing(x)}\n"
    good, bad = write(tmp_path, "1.yaml", "a"), write(tmp_path, "2.yaml", "b", more=scene)
    assert proved(read_entry(good, "mine")).problems == ()
    entry = read_entry(bad, "mine")
    assert entry.problems == ()
    assert "nothing" in proved(entry).problems[0].what


def test_the_lessons_of_a_checkout_are_beside_the_package() -> None:
    assert (library.built_in_folder() / "01-introduction.yaml").is_file()


def test_a_path_is_found_without_reading_any_course(monkeypatch):
    file = built_in_folder() / "01-introduction.yaml"
    monkeypatch.setattr(library, "_courses", lambda *_: pytest.fail("a course was read"))
    assert find(str(file)).path == file
