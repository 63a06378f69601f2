"""The contract of every kind of moving picture.

A kind is one file with one frozen dataclass of its YAML fields, derived from `SceneFields`, whose
`build` computes everything and gives a `Scene`. A scene is pure and deterministic: any frame can be
asked for alone, in any order.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import field
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from calctui.figure import Figure
from calctui.frozen import frozen
from calctui.maths.scope import Scope
from calctui.roles import Role
from calctui.scenes.fields import FORBID_EXTRA, Extra, Pair, Words
from calctui.scenes.timeline import Mark, Timeline


@frozen(eq=False)
class Value:
    """A number that a text may show.

    Attributes:
        series: Its value at every frame; float64, shape (frames,).
        role: What it measures, which gives it its colour.
        whole: Whether it counts something, and so is shown without decimals.
        listed: Whether it stands in the line of values below the words.
        known_from: The frame from which it is told there. Before, a question mark keeps its place: a learner
            who is asked to predict it must not read it off.
    """

    series: NDArray[np.float64]
    role: Role = Role.TEXT
    whole: bool = False
    listed: bool = True
    known_from: int = 0


class Scene(ABC):
    """A moving picture, computed."""

    timeline: Timeline
    values: Mapping[str, Value]
    """Every number a text may show, at every frame; in the order in which they should be read."""

    variables: tuple[str, ...] = ()
    """The names of what the scene's function is of, in order; they are free in a formula that is asked for."""

    phases: ClassVar[Mapping[str, Role]] = {}
    """The role of each phase, by which a code listing lights up."""

    @property
    def frames(self) -> int:
        """The number of frames, at least 1."""
        return self.timeline.frames

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The named moments in order of their frames."""
        return self.timeline.marks

    def phase(self, frame: int) -> str:
        """The name of the phase that the frame falls in."""
        return self.timeline.phase(frame)

    @abstractmethod
    def figure(self, frame: int) -> Figure:
        """The picture at a frame."""

    @abstractmethod
    def describe(self, frame: int) -> str:
        """The picture at a frame in a sentence or two, for readers who cannot see it."""


@frozen(kw_only=True, slots=False)
class SceneFields(ABC):
    """The fields that every kind has.

    Attributes:
        x: Limits of the horizontal axis; default: chosen from what is shown.
        y: Limits of the vertical axis; default: chosen from what is shown.
        title: Words above the picture; default: the function.
        describe: The author's words for the picture, instead of the scene's own.
        variables: The names of the function's variables in order, where they are not plain.
        diverges: Whether values are meant to grow beyond all bounds.
        undefined: Names of values that may be undefined (a slope at a kink).
        also: More marks of the author's.
        captions: The author's words at a mark.
    """

    x: Pair | None = None
    y: Pair | None = None
    title: Words | None = None
    describe: Words | None = None
    variables: tuple[Words, ...] = ()
    diverges: bool = False
    undefined: tuple[Words, ...] = ()
    also: tuple[Extra, ...] = ()
    captions: Mapping[str, Words] = field(default_factory=dict)

    __pydantic_config__: ClassVar = FORBID_EXTRA

    EXAMPLE: ClassVar[str]
    """A scene of this kind as it stands in a lesson file, without `kind`."""

    @abstractmethod
    def build(self, scope: Scope) -> Scene:
        """Computes the scene.

        Raises:
            SceneError: A field does not make a picture.
            FormulaError: A formula cannot be computed.
        """
