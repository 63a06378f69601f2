"""The types that fields of scenes may have, so that the loader can read and the schema can describe them.

A number in a scene is a number or a formula of the lesson's parameters; a function is a formula of its
variables, of definitions and parameters. Both arrive as a parsed `Formula`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from calctui.errors import FormulaError
from calctui.frozen import frozen
from calctui.maths.formula import Formula

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

FORBID_EXTRA: dict[str, Any] = {"extra": "forbid"}


@frozen
class FormulaField:
    """Reads text as a formula; its pydantic context holds ``functions``, the names of the definitions."""

    words: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        # Who plays a lesson that was read before reads no formula.
        from pydantic_core import PydanticCustomError, core_schema

        from calctui.maths.parsing.formulas import parse

        def read(value: object, info: ValidationInfo) -> Formula:
            if isinstance(value, Formula):
                return value
            if not isinstance(value, str):
                raise PydanticCustomError(
                    "formula", "a formula is expected here", {"cure": "write " + self.words, "column": 0}
                )
            functions = (info.context or {}).get("functions", ())
            try:
                return parse(value, functions)
            except FormulaError as error:
                raise PydanticCustomError(
                    "formula", "{what}", {"what": error.what, "cure": error.cure, "column": error.column}
                ) from None

        return core_schema.with_info_plain_validator_function(read)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": ["number", "string"], "description": self.words}


Number = Annotated[Formula, FormulaField("a number, or a formula of the parameters")]
FunctionOf = Annotated[Formula, FormulaField("a formula of the function's variables")]
Pair = tuple[Number, Number]
Words = str


def formula(text: str) -> Any:
    """A default for a field of type `Number` or `FunctionOf`."""
    from calctui.maths.parsing.formulas import parse

    return parse(text)


@frozen(kw_only=True, slots=False)
class Extra:
    """A mark of the author's own: one of point, line and arrow.

    Attributes:
        point: Where a point stands.
        line: Its two ends.
        arrow: From where to where.
        text: Words beside it.
        role: What it stands for.
        pane: In which pane, counted from 1.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    point: Pair | None = None
    line: tuple[Pair, Pair] | None = None
    arrow: tuple[Pair, Pair] | None = None
    text: Words = ""
    role: Literal["curve", "slope", "now", "update", "path", "target", "muted"] = "target"
    pane: int = 1
