"""Frozen data classes behave as those of `dataclasses` do."""

import pickle
from dataclasses import dataclass, field, fields, replace

import pytest

from calctui.frozen import frozen


@frozen
class Point:
    """Values that are compared, but for one, and written, but for one."""

    x: int
    y: int = 2
    at: int = field(default=0, compare=False)
    label: str = field(default="", repr=False)


@dataclass(frozen=True)
class Model:
    """What `dataclasses` makes of the same fields."""

    x: int
    y: int = 2
    at: int = field(default=0, compare=False)
    label: str = field(default="", repr=False)


@frozen(kw_only=True, slots=False)
class Named:
    """Its field is named."""

    x: int


@frozen(kw_only=True, slots=False)
class NamedMore(Named):
    """One more field."""

    z: int = 3


@frozen(eq=False)
class Alone:
    """Equal to itself alone."""

    x: int


@frozen
class Nothing:
    """No fields."""


@frozen
class Loose:
    """Compared by more than its hash."""

    x: int
    known: dict[str, int] = field(default_factory=dict, hash=False)


@frozen
class Own:
    """Written in its own way."""

    x: int

    def __repr__(self):
        return "mine"


CASES = [(1,), (1, 3), (1, 2, 9), (1, 2, 0, "a")]


@pytest.mark.parametrize("one", CASES)
@pytest.mark.parametrize("other", CASES)
def test_equality_and_hash_are_those_of_a_data_class(one, other):
    assert (Point(*one) == Point(*other)) == (Model(*one) == Model(*other))
    assert (hash(Point(*one)) == hash(Point(*other))) == (hash(Model(*one)) == hash(Model(*other)))


def test_it_is_written_as_a_data_class():
    assert repr(Point(1, label="p")) == repr(Model(1, label="p")).replace("Model", "Point")
    assert repr(Own(1)) == "mine"


def test_values_of_two_classes_are_never_equal():
    assert Named(x=1) != NamedMore(x=1)
    assert Point(1) != (1, 2, "")
    assert NamedMore(x=1) == NamedMore(x=1, z=3)


def test_a_value_may_be_equal_to_itself_alone():
    one, other = Alone(1), Alone(1)
    assert one == one  # noqa: PLR0124 - that is the question
    assert one != other
    assert len({one, other}) == 2


def test_without_fields_all_are_equal():
    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())


def test_a_field_can_be_left_out_of_the_hash():
    assert hash(Loose(1, {"a": 1})) == hash(Loose(1, {}))
    assert Loose(1, {"a": 1}) != Loose(1, {})


def test_it_has_the_fields_and_patterns_of_a_data_class():
    assert [known.name for known in fields(Point)] == ["x", "y", "at", "label"]
    assert replace(Point(1), y=5) == Point(1, 5)
    match Point(1, 7):
        case Point(1, y):
            assert y == 7
    with pytest.raises(TypeError):
        Named(1)


def test_it_has_room_for_its_fields_alone_unless_told():
    assert not hasattr(Point(1), "__dict__")
    assert hasattr(Named(x=1), "__dict__")


@pytest.mark.parametrize("value", [Point(1, 3, 4, "a"), NamedMore(x=1, z=2), Nothing()])
def test_it_can_be_pickled(value):
    assert pickle.loads(pickle.dumps(value)) == value
