"""`calctui export`: to a file or to the output, always the same; and what is wrong in one line."""

from __future__ import annotations

import pytest

from calctui.cli import main


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("md", "# Introduction: how a machine learns\n"),
        ("html", "<!DOCTYPE html>\n"),
        ("cast", '{"version":2,'),
    ],
)
def test_a_file_has_what_the_output_has(form, begins, tmp_path, capsys):
    file = tmp_path / f"lesson.{form}"
    assert main(["export", "introduction", "--to", form, "-o", str(file)]) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == f"Written to {file}.\n"
    assert main(["export", "introduction", "--to", form]) == 0
    text = capsys.readouterr().out
    assert text.startswith(begins)
    assert file.read_bytes() == text.encode()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["introduktion", "--to", "md"], "introduction"),
        (["introduction#preview", "--to", "md"], "without #"),
        (["introduction", "--to", "html", "--markers", "ascii"], "--markers is for --to md"),
        (["introduction", "--to", "md", "-o", "no/such/folder/x.md"], "no/such/folder/x.md: No such file"),
    ],
)
def test_what_is_asked_wrongly_is_answered_in_one_line(arguments, words, capsys):
    assert main(["export", *arguments]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1
