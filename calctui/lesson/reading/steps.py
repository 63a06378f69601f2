"""The steps of a lesson, each checked with its scene, so that whatever it shows can be computed."""

from __future__ import annotations

from collections.abc import Collection

from calctui.errors import FormulaError
from calctui.lesson.model import Code, Step
from calctui.lesson.near import nearest
from calctui.lesson.reading.header import Header
from calctui.lesson.reading.names import Names
from calctui.lesson.reading.questions import read_question
from calctui.lesson.reading.raw import RawCode, RawStep
from calctui.lesson.reading.report import Report
from calctui.lesson.reading.scene_reader import ReadScene, read_scene
from calctui.lesson.reading.shapes import read
from calctui.lesson.yaml.yaml_tree import Mapping, Node, Scalar, Sequence
from calctui.maths.claims import Claim
from calctui.maths.parsing.claims import parse_claim
from calctui.scenes.timeline import FRAMES_PER_SECOND
from calctui.text import clean_line

_STAND_IN = {"id": "step", "title": "-", "text": "-"}


def read_step(node: Node, header: Header, report: Report) -> tuple[Step, float] | None:
    """Reads a step, and how many seconds its scene plays; None, and problems, where it is no step at all."""
    raw = read(RawStep, node, report, what="a step", stand_in=_STAND_IN)
    if raw is None or not isinstance(node, Mapping):
        return None
    scene = read_scene(node.values.get("scene"), header.names)
    names, nodes = scene.names, node.values
    _check_tune(raw.tune, nodes.get("tune"), header, report)
    step = Step(
        id=raw.id,
        title=clean_line(raw.title),
        text=names.prose(nodes.get("text", node), raw.text),
        tune=raw.tune,
        kind=scene.kind,
        scene=scene.fields,
        values=_read_values(raw.values, nodes.get("values"), scene),
        captions=scene.captions,
        describe=scene.describe,
        code=_read_code(nodes["code"], scene) if "code" in nodes else None,
        question=read_question(nodes["question"], scene) if "question" in nodes else None,
        claims=_read_claims(raw.claims, nodes.get("claims"), names),
        notes=raw.notes,
    )
    return step, (scene.built.frames - 1) / FRAMES_PER_SECOND if scene.built else 0.0


def check_ids(steps: Sequence, report: Report) -> None:
    """No two steps may have one id: progress is kept by it."""
    seen: dict[str, Scalar] = {}
    for step in steps.items:
        own = step.values.get("id") if isinstance(step, Mapping) else None
        if not isinstance(own, Scalar):
            continue
        if own.text in seen:
            what = f"the id `{own.text}` is that of the step in line {seen[own.text].line} too"
            report.at(own, what, "give each step its own id")
        seen.setdefault(own.text, own)


def _check_tune(tune: Collection[str], node: Node | None, header: Header, report: Report) -> None:
    items = node.items if isinstance(node, Sequence) else []
    known = header.names.parameters
    for name, item in zip(tune, items, strict=False):
        if name not in known:
            report.at(item, f"there is no parameter `{name}`", nearest(name, known, "parameters"))


def _read_values(
    names: tuple[str, ...] | None, node: Node | None, scene: ReadScene
) -> tuple[str, ...] | None:
    if names is None or not isinstance(node, Sequence):
        return None
    report, known = scene.names.report, scene.names.values
    if not scene.kind and known is not None:
        report.at(node, "without a scene there are no values", "add a scene, or take `values` away")
        return None
    for index, (name, item) in enumerate(zip(names, node.items, strict=False)):
        if name in names[:index]:
            report.at(item, f"`{name}` is there already", "take one of the two away")
        elif known is not None and name not in known:
            report.at(item, f"`{name}` is no value of the scene", nearest(name, known, "values"))
    return names


def _read_code(node: Node, scene: ReadScene) -> Code | None:
    report = scene.names.report
    raw = read(RawCode, node, report, what="`code`", stand_in={"listing": "-"})
    if raw is None or not isinstance(node, Mapping):
        return None
    lines = tuple(raw.listing.rstrip().expandtabs(4).split("\n"))
    phases = {phase: (found,) if isinstance(found, int) else found for phase, found in raw.phases.items()}
    written = node.values.get("phases")
    for phase, found in phases.items():
        assert isinstance(written, Mapping)
        _check_phase(written.keys[phase], scene)
        if "listing" in node.values and max(found, default=0) > len(lines):
            what = (
                f"the listing has {len(lines)} line{'s' if len(lines) > 1 else ''}, and no line {max(found)}"
            )
            report.at(written.values[phase], what, "count from 1, empty lines too")
    prints = node.values.get("prints")
    template = None
    if raw.prints is not None and prints is not None:
        template = scene.names.template(prints, raw.prints)
    return Code(lines, phases, template)


def _check_phase(node: Scalar, scene: ReadScene) -> None:
    if scene.built is not None and node.text not in scene.built.phases:
        scene.names.report.at(
            node, f"this scene has no phase `{node.text}`", nearest(node.text, scene.built.phases, "phases")
        )
    elif scene.built is None and scene.names.values is not None:
        scene.names.report.at(
            node, "without a scene there are no phases", "add a scene, or take `phases` away"
        )


def _read_claims(claims: Collection[str], node: Node | None, names: Names) -> tuple[Claim, ...]:
    items = node.items if isinstance(node, Sequence) else []
    found: list[Claim] = []
    for text, item in zip(claims, items, strict=False):
        try:
            claim = parse_claim(text.rstrip(), names.functions)
        except FormulaError as error:
            names.report.inside(item, max(error.column - 1, 0), error.what, error.cure)
            continue
        for side in (claim.left, claim.right):
            # A claim may speak of names that are free, as of x in diff(f(x), x) == 2*x.
            names.check(side, item, 0, free=None)
        found.append(claim)
    return tuple(found)
