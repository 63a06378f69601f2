"""The screen on which a lesson plays: keys, the clock and verdicts become events, the view becomes rows."""

from __future__ import annotations

from functools import partial
from time import monotonic

from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.message import Message
from textual.worker import get_current_worker

from calctui.app.beat import Beat
from calctui.app.boundary import bounded
from calctui.app.desk import Desk
from calctui.app.left_once import LeftOnce
from calctui.app.look import Look
from calctui.app.options import Options
from calctui.app.pictures import Pictures
from calctui.app.rows import Rows
from calctui.app.watch import SECONDS, Watch
from calctui.errors import Problem
from calctui.layout.compose import Composer
from calctui.layout.hit import hit
from calctui.layout.overlay import with_faults
from calctui.layout.screen import Layout, lay_out
from calctui.layout.scroll import Scroll
from calctui.lesson.entry import Entry
from calctui.lesson.model import Lesson
from calctui.player.ahead import stages_ahead
from calctui.player.command import Command
from calctui.player.events import Event, Reload, Tick, Type, UseStills
from calctui.player.keys import asks
from calctui.player.player import Player
from calctui.player.update import update
from calctui.player.view import View, view

SLOW_FROM = 3
"""So many frames dropped in a second are worth a word."""


class LessonScreen(LeftOnce[None]):
    """Plays one lesson.

    Attributes:
        player: The moment that is shown.
        entry: The lesson in its course.
    """

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

    def __init__(self, player: Player, entry: Entry, look: Look, options: Options, desk: Desk) -> None:
        super().__init__()
        self.entry = entry
        self.player = update(player, UseStills(options.reduced_motion))
        self._options = options
        self._desk = desk
        self._rows = Rows(look)
        self._composer = Composer()
        self._pictures = Pictures(options.markers)
        self._dropped, self._line_is_slow = 0, False
        self._scroll = Scroll()
        self._beat = Beat(options.fps)
        self._laid_out_for: tuple[int, int] = (0, 0)
        self._shown: tuple[View, Layout] | None = None
        self._watch = Watch(options.watched) if options.watched else None
        self._faults: tuple[Problem, ...] = ()

    def compose(self) -> ComposeResult:
        """One widget shows all."""
        yield self._rows

    def on_mount(self) -> None:
        """Has the words ready for the first paint, and starts the clock; the picture comes when it can be drawn."""
        self._show(reveal=self.player.answering)
        self._clock = self.set_interval(1 / self._options.fps, self._tick)
        self.call_later(self.run_worker, self._load_pictures, thread=True, exclusive=True)
        if self._watch is not None:
            self.set_interval(SECONDS, self._look)
        self.set_interval(1.0, self._look_at_line)
        self._desk.note(self.player, self.entry)

    def play(self, player: Player, entry: Entry) -> None:
        """Plays another lesson in place of this one."""
        self.entry = entry
        self.player = update(player, UseStills(self._options.reduced_motion))
        self._scroll, self._watch, self._faults = Scroll(), None, ()
        self._show(reveal=player.answering)
        self._compute_ahead()
        self._desk.note(self.player, entry)

    def use(self, options: Options, look: Look) -> None:
        """Goes on with other options, in another look."""
        before, self._options = self._options, options
        if options.fps != before.fps:
            self._clock.stop()
            self._clock, self._beat = self.set_interval(1 / options.fps, self._tick), Beat(options.fps)
        self._pictures.use(options.markers)
        self._rows.show((), look)
        self.player = update(self.player, UseStills(options.reduced_motion))
        self._show()

    def _load_pictures(self) -> None:
        self._pictures.load()
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._start_playing)

    def _start_playing(self) -> None:
        self._beat.restart()
        self._show()
        self._compute_ahead()

    def _look_at_line(self) -> None:
        """Says when frames are being dropped, and when they no longer are."""
        dropped = self._desk.dropped()
        slow = self.player.playing and dropped - self._dropped >= SLOW_FROM
        self._dropped = dropped
        if slow != self._line_is_slow:
            self._line_is_slow = slow
            self._show()

    def _compute_ahead(self) -> None:
        """Computes in a thread what the next key may ask for; what fails is told when it is shown."""
        ahead: partial[object] = partial(list, stages_ahead(self.player))
        self.run_worker(ahead, thread=True, exclusive=True, group="ahead", exit_on_error=False)

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

    @bounded
    def send(self, event: Event) -> None:
        """Makes the event happen and shows what it made."""
        before = self.player
        self.player = update(before, event)
        if self.player is before:
            return
        if self.player.step != before.step:
            self._scroll = Scroll()
        if self.player.record.checking and not before.record.checking:
            self.run_worker(partial(self._grade, self.player), thread=True, group="grade")
        if (self.player.step, self.player.tuned) != (before.step, before.tuned):
            self._compute_ahead()
            # The time that the new picture took to compute is none of its animation.
            self._beat.restart()
        self._show(reveal=self.player.record != before.record or self.player.answering > before.answering)
        self._desk.note(self.player, self.entry)
        if self.player.finished:
            self.finish()

    def show_again(self) -> None:
        """Shows and keeps the moment that was reached around a fault."""
        self._show()
        self._desk.note(self.player, self.entry)

    def finish(self) -> None:
        """The learner has gone on from the end of the last step."""
        self.post_message(self.Finished(self.player, self.entry))

    def _grade(self, player: Player) -> None:
        worker, verdict = get_current_worker(), self._desk.grader.verdict(player)
        if not worker.is_cancelled:
            self.app.call_from_thread(self.send, verdict)

    def _tick(self) -> None:
        passed = self._beat.passed(monotonic())
        if self.player.playing and self._pictures.ready and self.in_front:
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
        asked = hit(*self._shown, self._scroll.rows, event.screen_x, event.screen_y)
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
        self._scroll.by(rows, self._shown[1].most_scroll if self._shown else 0)
        self._show()

    # What is seen

    def on_resize(self, event: events.Resize) -> None:
        """Lays the same moment out for the new size; of several events at the start all tell the same one."""
        if self._laid_out_for != self.app.size:
            self._show(reveal=self.player.answering)
        elif event.size == self._rows.size:
            # Textual has laid it out too, and would do so again and paint all rows.
            event.prevent_default()

    @bounded
    def _show(self, *, reveal: bool = False) -> None:
        """Shows the moment.

        Args:
            reveal: Whether to scroll to the question.
        """
        self._laid_out_for = width, height = self.app.size
        shown = view(self.player)
        layout = lay_out(shown, width, height, slow=self._line_is_slow)
        self._shown = shown, layout
        self._scroll.follow(layout, reveal=reveal, playing=self.player.playing)
        rows = self._composer.compose(layout, self._pictures.rows(shown, layout.chart), self._scroll.rows)
        self._place_cursor(layout)
        self._rows.show(with_faults(rows, self._faults, width))

    def _place_cursor(self, layout: Layout) -> None:
        """The terminal's own cursor stands where typing goes on, for who reads the screen by ear."""
        if layout.caret is None or layout.boxes is None:
            # To hold it in one place costs bytes with every frame.
            self.app.cursor_position = Offset(0, 0)
            return
        row, column = layout.caret
        text = layout.boxes.text
        self.app.cursor_position = Offset(text.x + column, max(text.y + row - self._scroll.rows, 0))
