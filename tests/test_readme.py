"""What the README says is so: its links, its commands, its keys, its lesson, its files."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest

from calctui.check.findings import findings
from calctui.cli import main
from calctui.commands.arguments import command_line
from calctui.commands.manual import PAGES
from calctui.layout.help import help_lines, help_rows
from calctui.lesson.course import lesson_files
from calctui.lesson.entry import built_in_folder
from calctui.lesson.load import load_lesson
from calctui.maths.symbolic import SymbolicHelper
from calctui.player.events import Next
from calctui.player.keys import ANSWERING
from calctui.player.update import start, update
from calctui.player.view import view
from calctui.text import row_text

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
DOCUMENTS = ("README.md", "CHANGELOG.md", "lessons/AUTHORING.md")
OPENS = {None, "play", "review", "serve"}
"""Commands that open the app, or serve it."""


def block(name: str) -> str:
    """The fenced block behind a comment."""
    found = re.search(rf"<!-- {name} -->\n```\w*\n(.*?)\n```", README, re.DOTALL)
    assert found, name
    return found[1]


@pytest.mark.parametrize("name", ["play", "test"])
def test_a_command_is_one_line_that_sets_up_everything(name):
    command = block(name)
    assert "\n" not in command
    assert command.startswith("python3 -m venv .venv && .venv/bin/pip install ")


def test_the_keys_are_those_of_the_table_and_of_the_help_screen():
    """Also those that the app is bound to: it has no others than the table, which the app's tests press."""
    named = re.findall(r"^\| `(.+?)` \| (.+?) \|$", README.split("| command |")[0], re.MULTILINE)
    assert named == [*help_lines(), *ANSWERING]
    page = " ".join("\n".join(row_text(row) for row in help_rows(100, 80)[0]).split())
    for shown, does in named:
        assert f"{shown} {does}" in page


def test_the_tour_names_keys_of_the_table():
    tour = README.split("**A minute's tour.**")[1].split("![")[0]
    pressed = re.findall(r"`(.+?)`", tour)
    words = {word for shown in help_lines() for word in shown[0].split()} | {shown for shown, _ in ANSWERING}
    assert len(pressed) > 12
    assert set(pressed) <= words


def test_the_lesson_is_a_good_one_of_ten_lines(tmp_path):
    lesson = tmp_path / "valley.yaml"
    lesson.write_text(block("lesson"))
    assert len(block("lesson").splitlines()) == 10
    with SymbolicHelper(time_limit=20) as helper:
        assert findings(lesson, helper) == ()
    player = start(load_lesson(lesson))
    first = view(player).figure
    player = update(player, Next())
    assert player.at_limit
    assert view(player).figure != first
    assert update(player, Next()).finished


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_somewhere(document):
    source = ROOT / document
    links = re.findall(r"\]\(([^)\s]+)\)", without_code(source.read_text()))
    assert links
    for link in links:
        if not link.startswith("https://"):
            file, _, anchor = link.partition("#")
            target = (source.parent / file).resolve() if file else source
            assert target.exists(), link
            assert not anchor or anchor in anchors(target.read_text()), link


def without_code(text: str) -> str:
    return re.sub(r"^(`{3,})\w*\n.*?^\1$", "", text, flags=re.DOTALL | re.MULTILINE)


def anchors(text: str) -> set[str]:
    """The anchors of headings, as pages that show Markdown make them."""
    headings = re.findall(r"^#+ (.+)$", without_code(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_an_anchor_that_is_not_there_is_noticed():
    assert anchors("# When `check` complains\n```\n# no heading\n```\n") == {"when-check-complains"}


def commands() -> list[str]:
    """The command lines of calctui in blocks that are for a shell."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    return [line for text in blocks for line in text.splitlines() if line.startswith("calctui")]


def test_every_command_runs(tmp_path, monkeypatch, capsys):
    """One after the other in an empty folder, as a reader would; those that open the app are only parsed."""
    monkeypatch.chdir(tmp_path)
    Path("valley.yaml").write_text(block("lesson"))
    Path("lessons/pictures").mkdir(parents=True)
    assert len(commands()) > 6
    for command in commands():
        written, _, file = command.partition(" > ")
        arguments = shlex.split(written)[1:]
        if command_line().parse_args(arguments).command in OPENS:
            continue
        assert main(arguments) == 0, command
        output = capsys.readouterr().out
        if file:
            Path(file).write_text(output)
    made = {str(path) for path in Path().rglob("*.*") if path.is_file()}
    assert made == {
        *("valley.yaml", "valley.html", "valley.svg", "my-lesson.yaml", "introduction.cast"),
        *(f"lessons/pictures/{name}.svg" for name in ("repeat", "race")),
    }
    assert all(Path(file).stat().st_size > 200 for file in made)


def test_every_command_in_a_sentence_is_understood():
    prose = without_code("\n".join(line for line in README.splitlines() if not line.startswith("|")))
    named = re.findall(r"`calctui( [^`]+)`", prose)
    assert named
    for arguments in named:
        command_line().parse_args(shlex.split(arguments))


def test_the_table_of_commands_is_whole():
    rows = re.findall(r"^\| `calctui(?: ([a-z]+)([^`]*))?` \|", README, re.MULTILINE)
    assert sorted(name for name, _ in rows) == sorted(["", *PAGES])
    for name, usage in rows:
        with contextlib.redirect_stdout(io.StringIO()) as page, pytest.raises(SystemExit):
            command_line().parse_args([*filter(None, [name]), "--help"])
        for option in re.findall(r"--?[a-z]+", usage):
            assert re.search(rf"(?<!\S){option}\b", page.getvalue()), (name, option)


def test_every_named_file_is_there():
    named = re.findall(r"`((?:\w+/)+\w+\.\w+)`", README)
    assert len(named) > 5
    for name in named:
        assert any((folder / name).is_file() for folder in (ROOT, ROOT / "calctui")), name


def test_all_lessons_are_linked_in_their_order():
    linked = re.findall(r"\]\(lessons/(\S+\.yaml)\)", README)
    assert linked == [file.name for file in lesson_files(built_in_folder())]


def test_the_rooms_are_those_that_there_are():
    named = re.findall(r"^\| `calctui/(\S+?)/?` \|", README, re.MULTILINE)
    rooms = [
        path.name
        for path in (ROOT / "calctui").iterdir()
        if (path / "__init__.py").exists() or (path.suffix == ".py" and not path.name.startswith("__"))
    ]
    assert sorted(named) == sorted(rooms)


def test_the_table_of_speed_is_the_benchs_own():
    table = README.split("<!-- bench -->\n")[1].split("\n\n")[0]
    measures = [row.split(" | ")[0].strip("| ") for row in table.splitlines()[2:]]
    source = "".join(path.read_text() for path in (ROOT / "tests" / "bench").glob("*.py"))
    assert len(measures) > 20
    for measure in measures:
        peer = measure.split(" / ")[-1].split(",")[0]
        assert measure in source or peer in {"uniplot", "plotille"}
