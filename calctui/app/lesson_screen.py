"""The screen on which a lesson plays: keys and the clock become events, the view becomes rows."""

from __future__ import annotations

from importlib import import_module
from time import monotonic
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.worker import get_current_worker

from calctui.app.help_screen import HelpScreen
from calctui.app.left_once import LeftOnce
from calctui.app.look import Look
from calctui.app.options import Options
from calctui.app.rows import Rows
from calctui.app.steps_screen import StepsScreen
from calctui.app.watch import SECONDS, Watch
from calctui.errors import Problem
from calctui.layout.overlay import with_faults
from calctui.layout.screen import Layout, compose, lay_out
from calctui.lesson.model import Lesson
from calctui.player.events import Event, GoToStep, Reload, Tick
from calctui.player.keys import Command, sends
from calctui.player.player import Player, update
from calctui.player.view import View, view
from calctui.text import Row

if TYPE_CHECKING:
    from calctui.charts.draw import Renderer


class LessonScreen(LeftOnce[None]):
    """Plays one lesson.

    Attributes:
        player: The moment that is shown.
    """

    CSS = "Rows { width: 100%; height: 100%; }"

    def __init__(self, player: Player, look: Look, options: Options) -> None:
        super().__init__()
        self.player = player
        self._options = options
        self._rows = Rows(look)
        self._scroll = 0
        self._renderer: Renderer | None = None
        self._ticked = 0.0
        self._layout_shown: Layout | None = None
        self._watch = Watch(options.watched) if options.watched else None
        self._faults: tuple[Problem, ...] = ()

    def compose(self) -> ComposeResult:
        """One widget shows all."""
        yield self._rows

    def on_mount(self) -> None:
        """Starts the clock; the picture comes when its library is loaded, after the words are up."""
        self._ticked = monotonic()
        self.set_interval(1 / self._options.fps, self._tick)
        self.call_after_refresh(self.run_worker, self._load_renderer, thread=True, exclusive=True)
        if self._watch is not None:
            self.set_interval(SECONDS, self._look)

    def _load_renderer(self) -> None:
        worker = get_current_worker()
        renderer = import_module("calctui.charts.draw").Renderer(markers=self._options.markers)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._use_renderer, renderer)

    def _use_renderer(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._ticked = monotonic()
        self._show()

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
        self._show()

    def _tick(self) -> None:
        now = monotonic()
        passed, self._ticked = now - self._ticked, now
        if self.player.playing and self._renderer is not None:
            self.send(Tick(passed))

    def on_key(self, event: events.Key) -> None:
        """Looks the key up in the table of keys; keys that come after the one that left are nobody's."""
        asked = sends(event.key)
        if asked is None or not self.in_front:
            return
        event.stop()
        event.prevent_default()
        if isinstance(asked, Command):
            self._obey(asked)
        else:
            self.send(asked)

    def _obey(self, command: Command) -> None:
        match command:
            case Command.SCROLL_UP:
                self._scroll_by(-1)
            case Command.SCROLL_DOWN:
                self._scroll_by(+1)
            case Command.STEPS:
                self.app.push_screen(StepsScreen(self.player), self._go_to)
            case Command.HELP:
                self.app.push_screen(HelpScreen(self._rows.look))
            case Command.LEAVE:
                self.leave()
            case Command.QUIT:
                self.app.exit()

    def _go_to(self, step: int | None) -> None:
        if step is not None:
            self.send(GoToStep(step))

    def on_mouse_scroll_down(self) -> None:
        """The wheel scrolls the words."""
        self._scroll_by(+1)

    def on_mouse_scroll_up(self) -> None:
        """The wheel scrolls the words."""
        self._scroll_by(-1)

    def _scroll_by(self, rows: int) -> None:
        most = self._layout_shown.most_scroll if self._layout_shown else 0
        self._scroll = min(max(self._scroll + rows, 0), most)
        self._show()

    # What is seen

    def on_resize(self) -> None:
        """Lays the same moment out for the new size."""
        self._show()

    def _show(self) -> None:
        width, height = self.app.size
        shown = view(self.player)
        layout = self._layout_shown = lay_out(shown, width, height)
        self._scroll = min(self._follow(layout), layout.most_scroll)
        rows = compose(layout, self._chart(shown, layout), self._scroll)
        self._rows.show(with_faults(rows, self._faults, width))

    def _follow(self, layout: Layout) -> int:
        """Scrolls to the lit line of code while the picture plays."""
        if layout.lit is None or not self.player.playing:
            return self._scroll
        return max(min(self._scroll, layout.lit), layout.lit - layout.words_height + 1)

    def _chart(self, shown: View, layout: Layout) -> tuple[Row, ...]:
        box = layout.chart
        if shown.figure is None or self._renderer is None or box is None:
            return ()
        return tuple(self._renderer.draw(shown.figure, box.width, box.height).rows())
