"""A whole lesson as a recording in asciicast v2: played by the program's own player, with time to read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from calctui.charts import palette
from calctui.charts.draw import Renderer
from calctui.export.tape import Tape
from calctui.grading.choices import LETTERS, offered
from calctui.grading.grade import grade
from calctui.grading.known import moment_of
from calctui.grading.solution import solution
from calctui.layout.compose import compose
from calctui.layout.screen import Layout, lay_out, text_of
from calctui.layout.scroll import Scroll
from calctui.layout.summary import summary_rows
from calctui.layout.words import block_rows
from calctui.lesson.model import Lesson
from calctui.maths.formula import Formula
from calctui.player import events as ev
from calctui.player.events import Event
from calctui.player.player import Player
from calctui.player.question_view import ShownQuestion
from calctui.player.summary import summary
from calctui.player.update import start, update
from calctui.player.view import View, view
from calctui.roles import Role
from calctui.scenes.timeline import FRAMES_PER_SECOND
from calctui.text import Row, clean_line, row_text

COLUMNS, ROWS = 80, 24
SKIPPED = 2
"""Of so many frames of a picture the last is recorded: half the frames are enough to see how it moves."""
FRAME = SKIPPED / FRAMES_PER_SECOND
"""Between two recorded frames; in seconds."""
WORDS_A_SECOND = 3.5
SHORTEST_PAUSE = 2.0
"""However little there is to read; in seconds."""
THINKING = 3.0
"""Before a question is answered, beside the time to read it; in seconds."""
TYPING = 0.15
"""Between two characters of an answer; in seconds."""
TYPED = 1.0
"""Between the last character of an answer and Enter; in seconds."""
_NEVER_SOLVED = "!"


def cast(lesson: Lesson) -> str:
    """The recording of a lesson whose questions are all answered rightly; always the same for the same lesson."""
    lines = [_header(lesson), *_Recording(lesson).events()]
    return "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)


def _header(lesson: Lesson) -> dict[str, object]:
    roles = (
        Role.MUTED, Role.AREA_MINUS, Role.TARGET, Role.SLOPE, Role.AREA_PLUS, Role.UPDATE, Role.CURVE, Role.TEXT,
    )  # fmt: skip
    colours = [palette.look(role, dark=True).colour for role in roles]
    return {
        "version": 2,
        "width": COLUMNS,
        "height": ROWS,
        "title": clean_line(lesson.title),
        "env": {"TERM": "xterm-256color"},
        "theme": {"fg": colours[-1], "bg": palette.BACKGROUND[True], "palette": ":".join(colours)},
    }


class _Recording:
    """One run through a lesson; the tape takes what is seen."""

    def __init__(self, lesson: Lesson) -> None:
        self._player = start(lesson)
        self._tape = Tape()
        self._renderer = Renderer()
        self._scroll = Scroll()
        self._readable = 0.0
        """The time at which what is on the screen has been read."""
        self._read: set[str] = set()

    def events(self) -> Iterator[list[object]]:
        """All events, in order."""
        self._arrive()
        while True:
            self._play()
            self._pause()
            self._scroll_through()
            step = self._player.step
            self._send(ev.Next())
            if self._player.finished:
                break
            assert self._player.step == step + 1, "a settled step lets the learner go on"
            self._arrive()
        self._finish()
        yield from self._tape.events

    def _arrive(self) -> None:
        """Marks the step on the tape, once its first frame is seen."""
        self._scroll = Scroll()
        player = self._player
        self._show(reveal=player.answering)
        self._tape.mark(f"{player.step + 1}. {clean_line(player.current.title)}")
        self._must_read(*_words(view(player, steady=False)))

    def _play(self) -> None:
        """Plays the step to its end: through every stop, and through its question."""
        while True:
            while self._player.playing:
                self._tape.wait(FRAME)
                self._send(ev.Tick(FRAME))
            self._must_read(row_text(view(self._player, steady=False).caption))
            if self._player.open_question is not None and self._player.record.asked:
                self._answer()
            elif not self._player.at_limit:
                self._pause()
                self._send(ev.PlayOrPause())
            else:
                return

    def _answer(self) -> None:
        shown = view(self._player, steady=False).question
        assert shown is not None
        self._must_read(row_text(shown.prompt), *(row_text(option.words) for option in shown.options))
        self._pause(THINKING)
        if not self._player.answering:
            self._send(ev.OpenQuestion())
        if shown.options:
            self._send(ev.Take(_right_answer(self._player)))
        else:
            self._type(_right_answer(self._player))
        if self._player.record.checking:
            question, answer = self._player.question, self._player.record.answer
            assert question is not None
            verdict = grade(question, answer, self._player.lesson, self._player.current, None)
            self._send(ev.Verdict(self._player.current.id, answer, verdict.outcome, verdict.feedback))
            if self._player.open_question is not None:
                self._send(ev.Submit(_NEVER_SOLVED))
        self._must_read(*_answer_words(view(self._player, steady=False).question))

    def _type(self, answer: str) -> None:
        for character in answer:
            self._send(ev.Type(character))
            self._tape.wait(TYPING)
        self._tape.wait(TYPED)
        self._send(ev.Submit())

    def _finish(self) -> None:
        rows, _ = summary_rows(summary(self._player), "", (COLUMNS, ROWS))
        self._tape.show(rows)
        self._tape.mark("The end")
        self._must_read(text_of(rows))
        self._pause()
        self._tape.show(rows, whole=True)

    def _scroll_through(self) -> None:
        """Shows what stands below, where not all words have room."""
        layout = lay_out(view(self._player), COLUMNS, ROWS)
        while self._scroll.rows < layout.most_scroll:
            self._scroll.by(max(layout.words_height - 2, 1), layout.most_scroll)
            self._show()
            self._tape.wait(layout.words_height * SHORTEST_PAUSE / 4)

    def _must_read(self, *texts: str) -> None:
        """Leaves time for what was not read before."""
        new = [text for text in texts if text not in self._read]
        self._read.update(new)
        words = sum(len(text.split()) for text in new)
        self._readable = max(self._readable, self._tape.time) + words / WORDS_A_SECOND

    def _pause(self, more: float = 0.0) -> None:
        self._tape.wait(max(self._readable - self._tape.time, SHORTEST_PAUSE) + more)

    def _send(self, event: Event) -> None:
        """Makes the event happen and shows what it made, as the app does."""
        before = self._player
        self._player = update(before, event)
        if self._player.step != before.step or self._player.finished:
            return
        self._show(reveal=self._player.record != before.record or self._player.answering > before.answering)

    def _show(self, *, reveal: bool = False) -> None:
        shown = view(self._player)
        layout = lay_out(shown, COLUMNS, ROWS)
        self._scroll.follow(layout, reveal=reveal, playing=self._player.playing)
        self._tape.show(compose(layout, self._chart(shown, layout), self._scroll.rows))

    def _chart(self, shown: View, layout: Layout) -> Sequence[Row]:
        if shown.figure is None or layout.chart is None:
            return ()
        return self._renderer.draw(shown.figure, layout.chart.width, layout.chart.height).rows()


def _words(shown: View) -> list[str]:
    """The words of a step and its code, each to be read once."""
    code = "\n".join(shown.code.lines) if shown.code else ""
    return [text_of(block_rows(shown.blocks, COLUMNS)), code]


def _answer_words(question: ShownQuestion | None) -> list[str]:
    return [question.feedback, question.solution, row_text(question.explain)] if question else []


def _right_answer(player: Player) -> str:
    """What a learner types who knows; what gives up where no short text says it."""
    question = player.question
    assert question is not None
    if question.kind == "choice":
        order = offered(player.lesson.id, player.current.id, question)
        return LETTERS[order.index(question.options[0])]
    if question.kind == "expression" and isinstance(question.answer, Formula):
        text = " ".join(question.answer.text.split())
        return _NEVER_SOLVED if "@" in text else text
    return solution(moment_of(player.lesson, player.current, question))
