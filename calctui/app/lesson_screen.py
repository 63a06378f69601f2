"""The screen on which a lesson plays: keys, the clock and verdicts become events, the view becomes rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from time import monotonic
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.message import Message
from textual.worker import get_current_worker

from calctui.app.grader import Grader
from calctui.app.left_once import LeftOnce
from calctui.app.look import Look
from calctui.app.options import Options
from calctui.app.rows import Rows
from calctui.app.watch import SECONDS, Watch
from calctui.errors import Problem
from calctui.layout.hit import hit
from calctui.layout.overlay import with_faults
from calctui.layout.screen import Layout, compose, followed, lay_out
from calctui.lesson.course import Entry
from calctui.lesson.model import Lesson
from calctui.player.ahead import stages_ahead
from calctui.player.events import Event, Reload, Tick, Type, UseStills
from calctui.player.keys import Command, asks
from calctui.player.player import Player
from calctui.player.update import update
from calctui.player.view import View, view
from calctui.text import Row

if TYPE_CHECKING:
    from calctui.charts.draw import Renderer


Note = Callable[[Player, Entry], None]
"""Keeps a moment of a lesson."""


class LessonScreen(LeftOnce[None]):
    """Plays one lesson.

    Attributes:
        player: The moment that is shown.
        entry: The lesson in its course.
    """

    CSS = "Rows { width: 100%; height: 100%; }"

    class Wants(Message):
        """The learner asks for something that is not in the lesson."""

        def __init__(self, command: Command) -> None:
            super().__init__()
            self.command = command

    class Finished(Message):
        """The learner has gone on from the end of the last step."""

        def __init__(self, player: Player, entry: Entry) -> None:
            super().__init__()
            self.player = player
            self.entry = entry

    def __init__(
        self, player: Player, entry: Entry, look: Look, options: Options, *, grader: Grader, note: Note
    ) -> None:
        """Prepares the screen.

        Args:
            player: The moment to begin with.
            entry: The lesson in its course.
            look: How roles look.
            options: What the user chose.
            grader: Gives verdicts on answers.
            note: Keeps what the learner does.
        """
        super().__init__()
        self._note = note
        self.entry = entry
        self.player = update(player, UseStills(options.reduced_motion))
        self._options = options
        self._grader = grader
        self._rows = Rows(look)
        self._scroll = 0
        self._renderer: Renderer | None = None
        self._ticked = 0.0
        self._shown: tuple[View, Layout] | None = None
        self._watch = Watch(options.watched) if options.watched else None
        self._faults: tuple[Problem, ...] = ()

    def compose(self) -> ComposeResult:
        """One widget shows all."""
        yield self._rows

    def on_mount(self) -> None:
        """Starts the clock; the picture comes when its library is loaded, after the words are up."""
        self._ticked = monotonic()
        self._clock = self.set_interval(1 / self._options.fps, self._tick)
        self.call_after_refresh(self.run_worker, self._load_renderer, thread=True, exclusive=True)
        if self._watch is not None:
            self.set_interval(SECONDS, self._look)
        self._note(self.player, self.entry)

    def play(self, player: Player, entry: Entry) -> None:
        """Plays another lesson in place of this one."""
        self.entry = entry
        self.player = update(player, UseStills(self._options.reduced_motion))
        self._scroll, self._watch, self._faults = 0, None, ()
        self._show(reveal=player.answering)
        self._compute_ahead()
        self._note(self.player, entry)

    def use(self, options: Options, look: Look) -> None:
        """Goes on with other options, in another look."""
        before, self._options = self._options, options
        if options.fps != before.fps:
            self._clock.stop()
            self._clock = self.set_interval(1 / options.fps, self._tick)
        if options.markers != before.markers and self._renderer is not None:
            self._renderer = type(self._renderer)(markers=options.markers)
        self._rows.show((), look)
        self.player = update(self.player, UseStills(options.reduced_motion))
        self._show()

    def _load_renderer(self) -> None:
        worker = get_current_worker()
        renderer = import_module("calctui.charts.draw").Renderer(markers=self._options.markers)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._use_renderer, renderer)

    def _use_renderer(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._ticked = monotonic()
        self._show()
        self._compute_ahead()

    def _compute_ahead(self) -> None:
        """Computes in a thread what the next key may ask for."""
        self.run_worker(partial(list, stages_ahead(self.player)), thread=True, exclusive=True, group="ahead")

    # A file that is being written

    def _look(self) -> None:
        """Loads the lesson again when its file has been saved, beside the thread that plays."""
        if self._watch is not None and self._watch.saved():
            self.run_worker(self._load_again, thread=True, exclusive=True, group="watch")

    def _load_again(self) -> None:
        assert self._watch is not None
        worker, found = get_current_worker(), self._watch.load()
        if not worker.is_cancelled:
            self.app.call_from_thread(self._use_again, found)

    def _use_again(self, found: Lesson | tuple[Problem, ...]) -> None:
        """Goes on in the new lesson at the same step, or shows its faults over the last good one."""
        if isinstance(found, Lesson):
            self._faults = ()
            self.send(Reload(found))
        else:
            self._faults = found
            self._show()

    # The one door

    def send(self, event: Event) -> None:
        """Makes the event happen and shows what it made."""
        before = self.player
        self.player = update(before, event)
        if self.player is before:
            return
        if self.player.step != before.step:
            self._scroll = 0
        if self.player.record.checking and not before.record.checking:
            self.run_worker(partial(self._grade, self.player), thread=True, group="grade")
        if not isinstance(event, Tick):
            self._compute_ahead()
        self._show(reveal=self.player.record != before.record or self.player.answering > before.answering)
        self._note(self.player, self.entry)
        if self.player.finished:
            self.finish()

    def finish(self) -> None:
        """The learner has gone on from the end of the last step."""
        self.post_message(self.Finished(self.player, self.entry))

    def _grade(self, player: Player) -> None:
        worker, verdict = get_current_worker(), self._grader.verdict(player)
        if not worker.is_cancelled:
            self.app.call_from_thread(self.send, verdict)

    def _tick(self) -> None:
        now = monotonic()
        passed, self._ticked = now - self._ticked, now
        if self.player.playing and self._renderer is not None and self.in_front:
            self.send(Tick(passed))

    def on_key(self, event: events.Key) -> None:
        """Looks the key up in the table of keys; keys that come after the one that left are nobody's."""
        asked = asks(self.player, event.key, event.character)
        if asked is None or not self.in_front:
            return
        event.stop()
        event.prevent_default()
        self.do(asked)

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text goes into the answer."""
        event.stop()
        if self.in_front:
            self.send(Type(event.text))

    def do(self, asked: Event | Command) -> None:
        """Sends an event, or obeys a command."""
        match asked:
            case Command.SCROLL_UP:
                self._scroll_by(-1)
            case Command.SCROLL_DOWN:
                self._scroll_by(+1)
            case Command.LEAVE:
                self.leave()
            case Command():
                self.post_message(self.Wants(asked))
            case _:
                self.send(asked)

    def on_click(self, event: events.Click) -> None:
        """A click does what a key does too."""
        if self._shown is None or not self.in_front:
            return
        asked = hit(*self._shown, self._scroll, event.screen_x, event.screen_y)
        if isinstance(asked, str) and not isinstance(asked, Command):
            asked = asks(self.player, asked)
        if asked is not None:
            self.do(asked)

    def on_mouse_scroll_down(self) -> None:
        """The wheel scrolls the words."""
        self._scroll_by(+1)

    def on_mouse_scroll_up(self) -> None:
        """The wheel scrolls the words."""
        self._scroll_by(-1)

    def _scroll_by(self, rows: int) -> None:
        most = self._shown[1].most_scroll if self._shown else 0
        self._scroll = min(max(self._scroll + rows, 0), most)
        self._show()

    # What is seen

    def on_resize(self) -> None:
        """Lays the same moment out for the new size."""
        self._show(reveal=self.player.answering)

    def _show(self, *, reveal: bool = False) -> None:
        """Shows the moment.

        Args:
            reveal: Whether to scroll to the question.
        """
        width, height = self.app.size
        shown = view(self.player)
        layout = lay_out(shown, width, height)
        self._shown = shown, layout
        self._scroll = followed(layout, self._scroll, reveal=reveal, playing=self.player.playing)
        rows = compose(layout, self._chart(shown, layout), self._scroll)
        self._rows.show(with_faults(rows, self._faults, width))
        self._place_cursor(layout)

    def _place_cursor(self, layout: Layout) -> None:
        """The terminal's own cursor stands where typing goes on, for who reads the screen by ear."""
        if layout.caret is not None and layout.boxes is not None:
            row, column = layout.caret
            text = layout.boxes.text
            self.app.cursor_position = Offset(text.x + column, max(text.y + row - self._scroll, 0))

    def _chart(self, shown: View, layout: Layout) -> tuple[Row, ...]:
        box = layout.chart
        if shown.figure is None or self._renderer is None or box is None:
            return ()
        return tuple(self._renderer.draw(shown.figure, box.width, box.height).rows())
