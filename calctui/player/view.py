"""All that can be seen of a player, as plain data: the app, `show`, `read` and the exports show this."""

from __future__ import annotations

from calctui.figure import Figure
from calctui.frozen import frozen
from calctui.lesson.live import Stage
from calctui.lesson.model import Code, Parameter, Step
from calctui.lesson.terms import meaning_of
from calctui.lesson.words.blocks import Block
from calctui.lesson.words.holes import Hole
from calctui.numbers import format_number
from calctui.player.keys import Hint, hints
from calctui.player.player import SPEEDS, Player
from calctui.player.question_view import ShownQuestion, giveaway, shown_guess, shown_question
from calctui.roles import Role
from calctui.text import HARD_BLANK, Row, Run, row_text

UNKNOWN = "?"
"""Stands for a number that is not told yet."""


@frozen
class ShownValue:
    """A number of the scene with its name.

    Attributes:
        name: As in formulas, such as ``slope``.
        text: The number, filled to the width it keeps.
        role: What it measures.
    """

    name: str
    text: str
    role: Role


@frozen
class ShownCode:
    """The listing beside the picture.

    Attributes:
        lines: The lines as written.
        lit: The indices of the lines that the present phase runs.
        role: The role of the phase.
        printed: What the listing has printed so far, a line each.
    """

    lines: tuple[str, ...]
    lit: frozenset[int]
    role: Role
    printed: tuple[str, ...]


@frozen
class ShownParameter:
    """A parameter that the step offers to tune.

    Attributes:
        label: Its name in words.
        text: Its value, filled to the width it keeps.
        chosen: Whether it is the one that keys change.
        tuned: Whether it differs from the author's value.
        lowest: Whether it cannot be less.
        highest: Whether it cannot be more.
    """

    label: str
    text: str
    chosen: bool
    tuned: bool
    lowest: bool
    highest: bool


@frozen(slots=False)
class View:
    """Everything visible.

    Attributes:
        lesson: The title of the lesson.
        title: The title of the step.
        step: The number of the step, counted from 1.
        steps: How many steps there are.
        blocks: The text, its live numbers filled in.
        code: The listing; None where there is none, or where it is put away.
        question: The question; None where there is none, or before the picture has reached its moment.
        guess: What the learner said to a question that held the picture; empty for none.
        parameters: What can be tuned in this step; none while a question waits for its answer.
        terms: Words that occur here for the first time in the lesson, and what they mean.
        values: The numbers of the scene that the step lists.
        figure: The picture; None where there is none.
        description: The picture in words, but for those of the caption; empty where there is none.
        caption: What to notice at this moment; may be empty.
        notice: Why the last key did nothing; may be empty.
        phase: The name of the phase.
        mark: The id of the mark at this frame; empty for none.
        frame: The frame, counted from 0.
        frames: How many there are.
        playing: Whether time moves the picture.
        speed: How fast, 1 is normal.
        marks: The frames of the marks.
        hints: The keys that work now.
    """

    lesson: str
    title: str
    step: int
    steps: int
    blocks: tuple[Block, ...]
    code: ShownCode | None
    question: ShownQuestion | None
    guess: str
    parameters: tuple[ShownParameter, ...]
    terms: tuple[tuple[str, Row], ...]
    values: tuple[ShownValue, ...]
    figure: Figure | None
    description: str
    caption: Row
    notice: str
    phase: str
    mark: str
    frame: int
    frames: int
    playing: bool
    speed: float
    marks: tuple[int, ...]
    hints: tuple[Hint, ...]


def view(player: Player, *, steady: bool = True) -> View:
    """Everything visible of the player.

    Args:
        player: The moment.
        steady: Whether live numbers are filled to the width they keep while they change.
    """
    step, stage, frame = player.current, player.stage, player.frame
    scene = stage.scene
    fill = _Filler(stage, steady)
    caption = _caption(player)
    return View(
        lesson=player.lesson.title,
        title=step.title,
        step=player.step + 1,
        steps=len(player.lesson.steps),
        blocks=step.text.fill(lambda hole: fill(hole, frame)),
        code=_code(step.code, stage, frame) if step.code and player.code_shown else None,
        question=shown_question(player),
        guess=shown_guess(player),
        parameters=_parameters(player),
        terms=tuple((term, meaning_of(player.lesson.terms[term])) for term in player.lesson.new_terms(step)),
        values=_values(player, step, stage, frame),
        figure=scene.figure(frame) if scene else None,
        description=_description(step, stage, frame, row_text(caption)),
        caption=caption,
        notice=player.notice,
        phase=scene.phase(frame) if scene else "start",
        mark=_mark(player),
        frame=frame,
        frames=player.frames,
        playing=player.playing,
        speed=SPEEDS[player.speed],
        marks=tuple(sorted({mark.frame for mark in player.marks})),
        hints=hints(player),
    )


class _Filler:
    """Turns a live number into a run of text."""

    def __init__(self, stage: Stage, steady: bool) -> None:
        self._stage = stage
        self._steady = steady

    def __call__(self, hole: Hole, frame: int) -> Run:
        live = self._stage.texts(hole)
        text = live.at[frame].rjust(live.width, HARD_BLANK) if self._steady else live.at[frame]
        return Run(text, self._stage.role(hole))


def _values(player: Player, step: Step, stage: Stage, frame: int) -> tuple[ShownValue, ...]:
    """The numbers of the scene; those that would give a prediction away are not told before it is made.

    The step says which, or else the scene. A number that the tuned scene does not have is left out.
    """
    known = stage.values
    listed = step.values
    if listed is None:
        listed = tuple(name for name, value in known.items() if value.listed)
    shown = []
    gives_away = giveaway(player)
    for name in listed:
        if name not in known:
            continue
        value, live = known[name], stage.value_texts(name)
        hidden = frame < value.known_from or gives_away(float(value.series[frame]))
        text = UNKNOWN if hidden else live.at[frame]
        shown.append(ShownValue(name, text.ljust(live.width), value.role))
    return tuple(shown)


def _code(code: Code, stage: Stage, frame: int) -> ShownCode:
    scene = stage.scene
    phase = scene.phase(frame) if scene else ""
    lit = frozenset(line - 1 for line in code.phases.get(phase, ()))
    role = scene.phases.get(phase, Role.TEXT) if scene else Role.TEXT
    printed = stage.printed(code.prints, frame) if code.prints else ()
    return ShownCode(code.lines, lit, role, printed)


def _parameters(player: Player) -> tuple[ShownParameter, ...]:
    """The parameters that keys can change now."""
    if player.open_question is not None:
        return ()
    return tuple(_parameter(player, known) for known in player.offered)


def _parameter(player: Player, known: Parameter) -> ShownParameter:
    value = player.parameters[known.name]
    width = max(len(format_number(place)) for place in known.grid)
    return ShownParameter(
        label=known.label,
        text=format_number(value).rjust(width),
        chosen=known == player.parameter,
        tuned=value != known.value,
        lowest=value <= known.min,
        highest=value >= known.max,
    )


def _description(step: Step, stage: Stage, frame: int, caption: str) -> str:
    """The picture in words, without those that the caption says."""
    if stage.scene is None:
        return ""
    if step.describe is not None:
        return stage.text_of(step.describe, frame)
    words = stage.scene.describe(frame)
    return " ".join(words.replace(caption, "").split()) if caption else words


def _caption(player: Player) -> Row:
    """The words of the last mark that was reached, until the next one is."""
    reached = [mark for mark in player.marks if mark.frame <= player.frame]
    latest = [mark for mark in reached if mark.frame == reached[-1].frame]
    for mark in latest:
        authored = player.current.captions.get(mark.id)
        if authored is not None:
            return player.stage.row(authored, mark.frame)
        if mark.caption:
            return (Run(mark.caption),)
    return ()


def _mark(player: Player) -> str:
    """The mark at this frame; the scene's own name rather than start or end."""
    here = [mark.id for mark in player.marks if mark.frame == player.frame]
    own = [name for name in here if name not in {"start", "end"}]
    return (own or here or [""])[0]
