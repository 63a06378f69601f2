"""The steps of a lesson, to go to one of them."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from calctui.app.left_once import LeftOnce
from calctui.player.player import Player


class StepsScreen(LeftOnce[int], ModalScreen[int]):
    """Gives the index of the chosen step, or None."""

    CSS = """
    StepsScreen { align: center middle; }
    StepsScreen > Static { width: 60; max-width: 100%; padding: 0 1; text-style: bold; background: $surface; }
    StepsScreen > OptionList { width: 60; max-width: 100%; height: auto; max-height: 80%; border: none; }
    """

    def __init__(self, player: Player) -> None:
        super().__init__()
        self._player = player

    def compose(self) -> ComposeResult:
        """A line of title and the list."""
        seen = self._player.seen
        yield Static(Content("Steps of this lesson"))
        yield OptionList(
            *(
                Option(Content(f"{number:>2}  {'●' if step.id in seen else '○'}  {step.title}"))
                for number, step in enumerate(self._player.lesson.steps, 1)
            )
        )

    def on_mount(self) -> None:
        """Starts at the present step."""
        self.query_one(OptionList).highlighted = self._player.step

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Gives the chosen step."""
        self.leave(event.option_index)

    def on_key(self, event: events.Key) -> None:
        """Closes without a choice."""
        if event.key in {"escape", "q", "t"}:
            event.stop()
            self.leave()
