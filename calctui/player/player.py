"""The player: a moment of a lesson. There is no clock, no file and no screen here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from calctui.frozen import frozen
from calctui.lesson.live import Stage, stage_of
from calctui.lesson.model import Lesson, Parameter, Question, Step
from calctui.player.record import UNASKED, Record, opens
from calctui.scenes.scene import Scene
from calctui.scenes.timeline import Mark

SPEEDS = (0.25, 0.5, 1.0, 1.5, 2.0, 4.0)
NORMAL_SPEED = SPEEDS.index(1.0)


@frozen(slots=False)
class Player:
    """A moment of a lesson.

    Attributes:
        lesson: The lesson.
        step: The index of the step.
        frame: The frame of the step's scene; 0 where it has none.
        playing: Whether time moves the picture.
        speed: An index into `SPEEDS`.
        fraction: The frames that have passed and are not shown yet; below 1 unless only stills are shown.
        stills: Whether playing shows only the moments between phases.
        tuned: By the id of a step the parameters that have another value there than the author's.
        chosen: The name of the parameter that is tuned; empty for the first that the step offers.
        records: By the id of a step what was done with its question.
        answering: Whether what is typed goes to the answer.
        taken: Whether the last key took an option of a choice; an Enter behind it then means no more than that.
        seen: The ids of the steps that were arrived at.
        finished: Whether the learner has gone on from the end of the last step.
        code_shown: Whether the code stands beside the picture.
        notice: Why the last event did nothing, and what to press instead; empty for none.
    """

    lesson: Lesson
    step: int = 0
    frame: int = 0
    playing: bool = False
    speed: int = NORMAL_SPEED
    fraction: float = 0.0
    stills: bool = False
    tuned: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    chosen: str = ""
    records: Mapping[str, Record] = field(default_factory=dict)
    answering: bool = False
    taken: bool = False
    seen: frozenset[str] = frozenset()
    finished: bool = False
    code_shown: bool = True
    notice: str = ""

    @property
    def current(self) -> Step:
        """The step."""
        return self.lesson.steps[self.step]

    @property
    def question(self) -> Question | None:
        """The question of the step."""
        return self.current.question

    @property
    def record(self) -> Record:
        """What was done with the question of the step."""
        return self.records.get(self.current.id, UNASKED)

    def recorded(self, record: Record) -> Player:
        """The player with another record of the question of the step."""
        return replace(self, records={**self.records, self.current.id: record})

    @property
    def open_question(self) -> Question | None:
        """The question of the step while it is not settled."""
        return None if self.record.settled else self.question

    @property
    def parameters(self) -> Mapping[str, float]:
        """The parameters in force; an open question locks them at the author's values."""
        return self.parameters_of(self.step)

    def parameters_of(self, index: int) -> Mapping[str, float]:
        """The parameters in force in a step."""
        step = self.lesson.steps[index]
        values = {name: parameter.value for name, parameter in self.lesson.parameters.items()}
        is_open = step.question is not None and not self.records.get(step.id, UNASKED).settled
        return values if is_open else {**values, **self.tuned.get(step.id, {})}

    @property
    def offered(self) -> tuple[Parameter, ...]:
        """The parameters that the step offers to tune."""
        return tuple(self.lesson.parameters[name] for name in self.current.tune)

    @property
    def parameter(self) -> Parameter | None:
        """The parameter that is tuned; None where the step offers none."""
        offered = self.offered
        return next(
            (known for known in offered if known.name == self.chosen), offered[0] if offered else None
        )

    @property
    def stage(self) -> Stage:
        """The step made ready to be shown with these parameters."""
        return stage_of(self.lesson, self.current, self.parameters)

    @property
    def scene(self) -> Scene | None:
        """The computed scene of the step; None where it has none."""
        return self.stage.scene

    @property
    def frames(self) -> int:
        """The number of frames of the step, at least 1."""
        return self.stage.frames

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The named moments of the step, in order of their frames."""
        scene = self.scene
        return scene.marks if scene else (Mark("start", 0), Mark("end", 0))

    @property
    def asks_at(self) -> int:
        """The frame at which the question of the step is asked: its hold, or else the end."""
        question = self.question
        return self.stage.frame_at(question.hold if question else "")

    @property
    def limit(self) -> int:
        """The last frame that may be shown now: the hold of an open question, or else the end."""
        question = self.open_question
        return self.asks_at if question is not None and question.hold else self.frames - 1

    @property
    def at_end(self) -> bool:
        """Whether the last frame is shown."""
        return self.frame == self.frames - 1

    @property
    def at_limit(self) -> bool:
        """Whether the picture cannot go on from here."""
        return self.frame >= self.limit

    @property
    def at_stop(self) -> bool:
        """Whether the picture waits on its way, at a mark where there is something to notice."""
        waits = not self.playing and 0 < self.frame < self.limit
        return waits and any(mark.stop and mark.frame == self.frame for mark in self.marks)

    @property
    def may_go_on(self) -> bool:
        """Whether the gate of the step's question is open."""
        return self.question is None or opens(self.question, self.record)

    @property
    def is_last(self) -> bool:
        """Whether this is the last step."""
        return self.step == len(self.lesson.steps) - 1
