"""Where the user's things are: as the README says, from the narrowest wish to the platform's custom."""

from __future__ import annotations

import re
from pathlib import Path

import platformdirs
import pytest

from calctui.app import fault_log
from calctui.folders import cache_folder, data_folder, state_folder
from calctui.lesson.kept_lessons import open_lesson
from calctui.lesson.library import find
from calctui.progress import lesson_key as progress

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
FOLDERS = {"data": data_folder, "cache": cache_folder, "state": state_folder}
PLATFORM = {
    "data": platformdirs.user_data_path,
    "cache": platformdirs.user_cache_path,
    "state": platformdirs.user_state_path,
}
CUSTOM = r"^\| .*? \| the (data|cache|state) folder: (.*?), else the platform's, such as `.*?` \|"
SAID = dict(re.findall(CUSTOM, README, re.MULTILINE))
"""What the README says of each folder: the variables that name it, the first that is set wins."""


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_is_where_the_readme_says(name):
    wishes = re.findall(r"`\$(\w+)(\S*?)`", SAID[name])
    environ = {variable: f"/of/{variable}" for variable, _ in wishes}
    assert wishes
    for variable, inside in wishes:
        assert FOLDERS[name](environ) == Path(f"/of/{variable}{inside}")
        del environ[variable]
    assert FOLDERS[name](environ) == PLATFORM[name]("calctui", appauthor=False)


@pytest.mark.parametrize("name", FOLDERS)
def test_a_variable_that_names_no_absolute_path_counts_for_nothing(name):
    environ = {f"XDG_{name.upper()}_HOME": "here"}
    assert FOLDERS[name](environ) == PLATFORM[name]("calctui", appauthor=False)


def test_the_files_have_the_names_that_the_readme_says():
    entry = find("introduction")
    open_lesson(entry.path)
    assert sorted(path.name for path in cache_folder().iterdir()) == ["contents.json", "lessons"]
    for name in ("contents.json", "lessons/", progress.FILE, fault_log.FILE):
        assert f"`{name}`" in README.split("## Where things are kept")[1].split("## For developers")[0]
