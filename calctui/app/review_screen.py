"""Asks again what is due, one question after another, each beside its own picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from textual.message import Message

from calctui.app.desk import Desk
from calctui.app.lesson_screen import LessonScreen
from calctui.app.look import Look
from calctui.app.options import Options
from calctui.lesson.entry import Entry
from calctui.player.player import Player
from calctui.player.summary import Given, Summary, summary
from calctui.progress.due import Due
from calctui.progress.remember import saved_question
from calctui.progress.saved import SavedQuestion

Rate = Callable[[Due, SavedQuestion], None]
"""Keeps how a question was answered."""


class ReviewScreen(LessonScreen):
    """Plays questions alone; nothing of it counts as the place in a lesson."""

    class Over(Message):
        """All questions were asked."""

        def __init__(self, given: Summary) -> None:
            super().__init__()
            self.given = given

    def __init__(
        self, questions: Sequence[tuple[Due, Player]], look: Look, options: Options, desk: Desk, rate: Rate
    ) -> None:
        """Prepares the questions.

        Args:
            questions: At least one.
            look: How roles look.
            options: What the user chose.
            desk: What a lesson screen works with.
            rate: Keeps how a question was answered.
        """
        due, player = questions[0]
        super().__init__(player, due.entry, look, options, replace(desk, note=_forget))
        self._questions = list(questions)
        self._rate = rate
        self._given: list[Given] = []

    def finish(self) -> None:
        """Keeps how the question was answered, and asks the next one; one that was not answered stays due."""
        due, _ = self._questions.pop(0)
        step = self.player.current
        given = summary(self.player).given[0]
        self._given.append(replace(given, title=f"{self.entry.title}, {step.title}"))
        if self.player.record.settled:
            self._rate(due, saved_question(self.player.record))
        if self._questions:
            due, player = self._questions[0]
            self.play(player, due.entry)
        else:
            said = "What you answer well comes back later, and what you miss comes back soon."
            whole = Summary("Review", said, (), tuple(self._given), len(self._given), len(self._given))
            self.post_message(self.Over(whole))


def _forget(player: Player, entry: Entry) -> None:
    """A review is no place in a lesson."""
    del player, entry
