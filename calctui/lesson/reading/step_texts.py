"""What is read in the steps of a lesson, as its tree has it: nothing of it need be right."""

from __future__ import annotations

from collections.abc import Iterator

from calctui.lesson.yaml.yaml_tree import Mapping, Node, Scalar, Sequence


def steps_in(tree: Node) -> Iterator[Mapping]:
    """The steps of a lesson that have keys, in order."""
    steps = tree.values.get("steps") if isinstance(tree, Mapping) else None
    if isinstance(steps, Sequence):
        yield from (step for step in steps.items if isinstance(step, Mapping))


def texts_in(step: Mapping) -> Iterator[str]:
    """What is read in a step: its text, and the prompt of its question."""
    question = step.values.get("question")
    prompt = question.values.get("prompt") if isinstance(question, Mapping) else None
    for node in (step.values.get("text"), prompt):
        if isinstance(node, Scalar):
            yield node.text
