"""`calctui schema`: the JSON Schema of a lesson file, for completion in editors."""

from __future__ import annotations

from calctui.authoring.schema import schema_text


def print_schema() -> int:
    """Prints the schema."""
    print(schema_text())
    return 0
