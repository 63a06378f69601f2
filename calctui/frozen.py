"""Data classes of values that never change, made quickly.

Some two hundred of them stand ready before a lesson shows its first words. For each one `dataclasses` alone would
write six functions, half a millisecond and ten kilobytes in all. Here only `__init__` is written, and not before the
first value is made; all classes share the other functions. That nobody assigns to a field is for the type checker
to see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import MISSING, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

_Class = TypeVar("_Class")


@overload
def frozen(cls: type[_Class]) -> type[_Class]: ...


@overload
def frozen(
    *, eq: bool = ..., kw_only: bool = ..., slots: bool = ...
) -> Callable[[type[_Class]], type[_Class]]: ...


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(
    cls: type[Any] | None = None, *, eq: bool = True, kw_only: bool = False, slots: bool = True
) -> type[Any] | Callable[[type[Any]], type[Any]]:
    """Makes a class a data class whose fields stay as they are; the options are those of `dataclasses.dataclass`.

    Args:
        cls: The class, where nothing is said but `@frozen`.
        eq: Values with equal fields are equal; without it, each is equal to itself alone.
        kw_only: Fields are named when a value is made.
        slots: There is no room for more than the fields; a value that keeps what it once worked out needs some.
    """
    if cls is None:
        return lambda named: _frozen(named, eq, kw_only, slots)
    return _frozen(cls, eq, kw_only, slots)


def _frozen(cls: type[Any], eq: bool, kw_only: bool, slots: bool) -> type[Any]:
    # Where a class has no words of its own, dataclasses takes a millisecond to write down its signature.
    cls.__doc__ = cls.__doc__ or cls.__name__
    made = dataclass(init=False, eq=False, repr=False, kw_only=kw_only, slots=slots)(cls)

    def init(self: Any, *args: Any, **named: Any) -> None:
        made.__init__ = _init_of(made)
        made.__init__(self, *args, **named)

    shared: dict[str, Any] = {"__init__": init, "__repr__": _repr}
    if eq:
        made.__compared__ = _getter(known.name for known in fields(made) if known.compare)
        made.__hashed__ = _getter(
            known.name for known in fields(made) if (known.compare if known.hash is None else known.hash)
        )
        shared |= {"__eq__": _eq, "__hash__": _hash}
    for name, function in shared.items():
        if name not in cls.__dict__:
            setattr(made, name, function)
    return made


def _getter(names: Iterable[str]) -> Callable[[Any], Any]:
    known = tuple(names)
    return attrgetter(*known) if known else type


def _init_of(made: type[Any]) -> Any:
    """The function that gives a value its fields, as `dataclasses` would write it."""
    scope: dict[str, Any] = {"MISSING": MISSING}
    parameters, lines = ["self"], ["pass"]
    # Those that are named come last, in their order.
    for known in sorted(
        (known for known in fields(made) if known.init), key=lambda known: bool(known.kw_only)
    ):
        name = value = known.name
        default = ""
        if known.default_factory is not MISSING:
            scope[f"make_{name}"] = known.default_factory
            default, value = "=MISSING", f"make_{name}() if {name} is MISSING else {name}"
        elif known.default is not MISSING:
            scope[f"default_{name}"] = known.default
            default = f"=default_{name}"
        if known.kw_only and "*" not in parameters:
            parameters.append("*")
        parameters.append(name + default)
        lines.append(f"self.{name} = {value}")
    exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines), scope)
    scope["__init__"].__qualname__ = f"{made.__qualname__}.__init__"
    return scope["__init__"]


def _repr(self: Any) -> str:
    shown = (f"{known.name}={getattr(self, known.name)!r}" for known in fields(self) if known.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _eq(self: Any, other: Any) -> Any:
    if type(other) is not type(self):
        return NotImplemented
    return self.__compared__(self) == self.__compared__(other)


def _hash(self: Any) -> int:
    return hash(self.__hashed__(self))
