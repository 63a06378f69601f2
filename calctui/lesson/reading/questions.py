"""The question of a step, checked so that every answer can be computed."""

from __future__ import annotations

from calctui.lesson.model import Answer, Question, Wrong
from calctui.lesson.prose import Line
from calctui.lesson.reading.names import Names
from calctui.lesson.reading.raw import RawQuestion
from calctui.lesson.reading.scene_reader import ReadScene, variables_of
from calctui.lesson.reading.shapes import read
from calctui.lesson.yaml.yaml_tree import Mapping, Node, Scalar, Sequence
from calctui.maths.formula import Formula

MAX_OPTIONS = 10
"""A choice is answered by a letter from a to j."""

MAX_COORDINATES = 4
"""Of a point that is asked for."""


def read_question(node: Node, scene: ReadScene) -> Question | None:
    """Reads a question; None, and problems, where it cannot be asked."""
    names = scene.names
    raw = read(RawQuestion, node, names.report, what="a question", stand_in={"prompt": "-"})
    if not isinstance(node, Mapping):
        return None
    reader = _Reader(node, scene)
    prompt, explain = reader.line("prompt"), reader.line("explain")
    hints = reader.lines("hints")
    if raw is None:
        return None
    reader.check_keys(raw)
    answer = reader.answer(raw, raw.answer, node.values["answer"])
    wrong = reader.wrong(raw)
    if answer is None or prompt is None:
        return None
    return Question(
        kind=raw.kind,
        prompt=prompt,
        answer=answer,
        hold=raw.hold or "",
        tolerance=raw.tolerance,
        wrong=wrong,
        hints=hints,
        explain=explain,
        gate=raw.gate or ("try" if raw.hold else "none"),
        review=raw.review,
        of=reader.free(raw),
    )


class _Reader:
    """Reads the parts of one question."""

    def __init__(self, node: Mapping, scene: ReadScene) -> None:
        self._node = node
        self._scene = scene
        self._names: Names = scene.names

    def line(self, key: str) -> Line | None:
        """The text of a key."""
        node = self._node.values.get(key)
        return self._line_at(node) if node is not None else None

    def lines(self, key: str) -> tuple[Line, ...]:
        """The texts of a key that has a list."""
        node = self._node.values.get(key)
        items = node.items if isinstance(node, Sequence) else []
        return tuple(line for line in map(self._line_at, items) if line is not None)

    def check_keys(self, raw: RawQuestion) -> None:
        """Keys that only some kinds of question have, and the mark to hold at."""
        report, values = self._names.report, self._node.values
        if raw.tolerance is not None and raw.kind not in {"number", "point"}:
            what = f"`tolerance` is for a number or a point, and the kind here is `{raw.kind}`"
            report.at(values["tolerance"], what, "leave it out")
        if raw.of and raw.kind != "expression":
            what = f"`of` names what is free in an expression, and the kind here is `{raw.kind}`"
            report.at(values["of"], what, "leave it out")
        if raw.hold is not None:
            self._names.mark(values["hold"], raw.hold)
        if raw.kind == "choice":
            self._check_options(raw)

    def free(self, raw: RawQuestion) -> tuple[str, ...]:
        """The free names of an expression."""
        if raw.kind != "expression":
            return ()
        return raw.of or variables_of(self._scene)

    def answer(self, raw: RawQuestion, written: str | tuple[str, ...], node: Node) -> Answer | None:
        """An answer as its kind of question has it."""
        if raw.kind == "point":
            return self._point(raw, written, node)
        if isinstance(written, tuple):
            expected = "the words of an option" if raw.kind == "choice" else "one formula"
            self._names.report.at(
                node, f"the answer here is {expected}, not a list", "write it without brackets"
            )
            return None
        return self._line_at(node) if raw.kind == "choice" else self._formula(raw, written, node)

    def wrong(self, raw: RawQuestion) -> tuple[Wrong, ...]:
        """The known mistakes."""
        nodes = self._node.values.get("wrong")
        items = nodes.items if isinstance(nodes, Sequence) else []
        found: list[Wrong] = []
        for one, node in zip(raw.wrong, items, strict=False):
            assert isinstance(node, Mapping)
            answer = self.answer(raw, one.answer, node.values["answer"])
            because = self._line_at(node.values["because"])
            if answer is not None and because is not None:
                found.append(Wrong(answer, because))
        return tuple(found)

    def _line_at(self, node: Node) -> Line | None:
        return self._names.line(node, node.text) if isinstance(node, Scalar) and not node.void else None

    def _formula(self, raw: RawQuestion, written: str, node: Node) -> Formula | None:
        unknown = raw.kind == "expression" and not raw.of and self._names.values is None
        return self._names.formula(node, written, None if unknown else self.free(raw))

    def _point(
        self, raw: RawQuestion, written: str | tuple[str, ...], node: Node
    ) -> tuple[Formula, ...] | None:
        if (
            isinstance(written, str)
            or not isinstance(node, Sequence)
            or not 2 <= len(written) <= MAX_COORDINATES
        ):
            what = f"the answer here is a list of 2 to {MAX_COORDINATES} coordinates"
            self._names.report.at(node, what, "write it as in [4, 8]")
            return None
        formulas = [self._formula(raw, text, item) for text, item in zip(written, node.items, strict=True)]
        return None if None in formulas else tuple(formula for formula in formulas if formula is not None)

    def _check_options(self, raw: RawQuestion) -> None:
        report = self._names.report
        texts = [raw.answer, *(wrong.answer for wrong in raw.wrong)]
        written = self._node.values.get("wrong")
        others = written.items if isinstance(written, Sequence) else []
        if not others:
            cure = "add them under `wrong`, each with `answer` and `because`"
            report.at(self._node, "a choice needs other options", cure)
        elif len(texts) > MAX_OPTIONS:
            report.at(others[MAX_OPTIONS - 1], f"a choice may have {MAX_OPTIONS} options", "take some away")
        for index, option in enumerate(others, 1):
            if index < len(texts) and texts[index] in texts[:index]:
                place = option.values["answer"] if isinstance(option, Mapping) else option
                report.at(place, f"the option `{texts[index]}` is there already", "take one of the two away")
