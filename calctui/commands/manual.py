"""The manual: what each command does, in words for `--help`, with examples that work as they stand."""

from __future__ import annotations

from calctui.frozen import frozen


@frozen
class Page:
    """The manual of one command.

    Attributes:
        does: What it does, in half a line.
        about: More about it; may be empty.
        examples: Command lines, each with what it does there.
    """

    does: str
    about: str
    examples: tuple[tuple[str, str], ...]

    @property
    def description(self) -> str:
        """What stands above the options."""
        opening = f"{self.does[0].upper()}{self.does[1:]}."
        return f"{opening}\n\n{self.about}" if self.about else opening

    @property
    def epilog(self) -> str:
        """What stands below the options."""
        return "examples:\n" + "\n".join(f"  {line}\n      {does}" for line, does in self.examples)


DESCRIPTION = """\
Learn calculus for machine learning in the terminal, in pictures that move.

Without a command, calctui opens the contents of the course: choose a lesson
with the arrow keys, open it with Enter, go on with the right arrow. ? shows
all keys."""

EPILOG = """\
examples:
  calctui                                  open the contents
  calctui play introduction                open a lesson
  calctui play introduction#preview        open it at a step
  calctui play my-lesson.yaml              open a lesson of your own
  calctui read introduction                a lesson as text, to read or to hear
  calctui export introduction --to html    a lesson to share, as a page

`calctui COMMAND --help` says more about a command.

lessons:
  LESSON is the id of a built-in lesson, then of one in the folders named by
  CALCTUI_LESSONS, then the path of a YAML file. LESSON#STEP is one of its
  steps.

environment:
  CALCTUI_LESSONS    more folders of lessons, with a colon between them
  CALCTUI_DATA       the folder in which progress is kept
  NO_COLOR           no colours: every colour has a sign beside it

exit codes:
  0 good   1 findings   2 wrong usage, or something was not found
  70 a fault of calctui   74 the output cannot be written"""

PAGES: dict[str, Page] = {
    "play": Page(
        "open a lesson",
        "A lesson goes on where it was left; with #STEP it opens there. A folder opens\n"
        "as a course of its own.",
        (
            ("calctui play introduction", "the first lesson"),
            ("calctui play introduction#preview", "the same at a step"),
            ("calctui play my-lesson.yaml --watch", "a lesson of your own, loaded again on every save"),
        ),
    ),
    "list": Page(
        "print the lessons with id, title, steps and progress",
        "",
        (
            ("calctui list", "for people"),
            ("calctui list --json", "for programs, with summaries and minutes"),
            ("calctui list --ids", "the ids alone, one a line"),
        ),
    ),
    "show": Page(
        "print one moment of a lesson, without a terminal",
        "The moment is the end of the step unless a mark or a frame is named. Every\n"
        "question counts as settled, so the whole step can be seen.",
        (
            ("calctui show introduction#preview", "the end of a step as text"),
            (
                "calctui show introduction#preview --at update-3 --size 100x30",
                "at a mark, in a larger terminal",
            ),
            ("calctui show introduction#preview --set lr=0.5 --format json", "with another value, as data"),
            (
                "calctui show introduction#preview --format svg > step.svg",
                "as a picture for a page or slides",
            ),
        ),
    ),
    "read": Page(
        "read a lesson as linear text; in a terminal it asks its questions",
        "For screen readers, pipes and terminals that cannot draw: pictures are told in\n"
        "words. In a pipe each question comes with its answer.",
        (
            ("calctui read introduction", "step by step; ? is a hint, ! gives up"),
            ("calctui read introduction | less", "all of it, with the answers"),
        ),
    ),
    "export": Page(
        "write a lesson to share: Markdown, one HTML page, or a recording",
        "md    text with pictures drawn in characters\n"
        "html  one file that needs no other: key frames in colour, questions that open,\n"
        "      for a telephone and for paper\n"
        "cast  asciicast v2 of the whole lesson, for asciinema; a marker at each step\n\n"
        "The same lesson gives the same bytes each time.",
        (
            ("calctui export introduction --to html -o introduction.html", "a page to send around"),
            ("calctui export introduction --to md --markers braille | less", "to the output, finely drawn"),
            (
                "calctui export introduction --to cast -o introduction.cast",
                "then: asciinema play introduction.cast",
            ),
        ),
    ),
    "serve": Page(
        "serve the app to browser tabs",
        "Each tab is an app of its own; all keep their progress in the same place. Only\n"
        "browsers on this machine are let in, unless --host says otherwise: whoever\n"
        "reaches it then learns as you. It needs the extra calctui[serve].",
        (
            ("calctui serve", "the contents at http://127.0.0.1:8000"),
            ("calctui serve introduction --port 8080", "one lesson, at another port"),
            (
                "calctui serve --host 0.0.0.0 --url http://classroom.example:8000",
                "for a class in a network that you trust; --url is what browsers are given",
            ),
        ),
    ),
    "grade": Page(
        "say what an answer to a question of a lesson is worth, as JSON",
        "The outcome is right, wrong, invalid (it cannot be read) or undecided.",
        (
            ("calctui grade introduction#predict 3.2", "one answer"),
            ("calctui grade --batch introduction#predict < answers.txt", "one a line"),
        ),
    ),
    "review": Page(
        "ask again what is due, at growing intervals",
        "What was answered in a lesson comes back after some days. In a pipe it lists\n"
        "what is due and asks nothing.",
        (("calctui review", "ask what is due"),),
    ),
    "progress": Page(
        "say what was done and where it is kept",
        "",
        (
            ("calctui progress", "what was done so far"),
            ("calctui progress --path", "the folder in which it is kept"),
            ("calctui progress --export mine.json", "take it along; --import adds it on another machine"),
            ("calctui progress --reset introduction", "forget a lesson, after asking"),
        ),
    ),
    "check": Page(
        "say what is wrong with lessons, with line and column",
        "It computes every formula, draws every mark, proves every claim and grades\n"
        "every answer. The exit code is 1 where something was found.",
        (
            ("calctui check my-lesson.yaml my-folder/", "files and folders"),
            ("calctui check --strict my-lesson.yaml", "also what is only bad style"),
            ("calctui check --json my-lesson.yaml", "for editors and CI"),
        ),
    ),
    "new": Page(
        "write a commented lesson to start from",
        "",
        (("calctui new my-lesson.yaml", "then: calctui play my-lesson.yaml --watch"),),
    ),
    "schema": Page(
        "print the JSON Schema of a lesson file, for completion in editors",
        "",
        (("calctui schema > lesson.schema.json", "name it in the first line of a lesson"),),
    ),
    "completion": Page(
        "print a script with which a shell completes commands and lessons",
        "",
        (
            ('eval "$(calctui completion bash)"', "in ~/.bashrc"),
            ("calctui completion zsh > ~/.zfunc/_calctui", "in a folder of $fpath, before compinit"),
            ("calctui completion fish > ~/.config/fish/completions/calctui.fish", "for fish"),
        ),
    ),
}
"""The pages by the names of their commands, in the order in which they are listed."""
