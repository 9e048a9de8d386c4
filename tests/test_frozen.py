"""Frozen dataclasses are those of the standard library, whatever is asked of them."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import pkgutil
from collections.abc import Callable, Iterator
from functools import cached_property
from importlib import import_module
from typing import Any, Generic, TypeVar

import pytest

import vehicleplan
from vehicleplan.frozen import dataclass

T = TypeVar("T")
Maker = Callable[[type[Any]], type[Any]]


@dataclass(frozen=True)
class Point:
    """A base, on the level of the module so that it can be pickled."""

    x: int
    y: float = 0.5


@dataclass(frozen=True)
class Named(Point, Generic[T]):
    """Another one with more fields."""

    name: str = "p"
    marks: list[int] = dataclasses.field(default_factory=list)

    @cached_property
    def doubled(self) -> float:
        """Kept beside the fields."""
        return 2 * self.y


def frozen_twins(make: Maker) -> dict[str, type[Any]]:
    """The same classes by one maker: nothing in it, one field, a base, methods of its own, a check after it is made."""

    @make
    class Nothing:
        """No fields."""

    @make
    class One:
        value: tuple[int, ...]

    @make
    class Base:
        """Two fields."""

        a: int
        b: str = "b"

    @make
    class Derived(Base):
        c: list[int] = dataclasses.field(default_factory=list)

        def __repr__(self) -> str:
            return f"<{self.a}>"

    @make
    class Checked(Base):
        def __eq__(self, other: object) -> bool:
            return isinstance(other, type(self)) and self.a == other.a

        def __hash__(self) -> int:
            return self.a

        def __post_init__(self) -> None:
            if self.a < 0:
                raise ValueError("less than nothing")

    return {each.__name__: each for each in (Nothing, One, Base, Derived, Checked)}


OURS, STANDARD = frozen_twins(dataclass(frozen=True)), frozen_twins(dataclasses.dataclass(frozen=True))

VALUES: dict[str, list[tuple[Any, ...]]] = {
    "Nothing": [(), ()],
    "One": [((1, 2),), ((1, 2),), ((3,),)],
    "Base": [(1,), (1, "b"), (2, "x"), (float("nan"),)],
    "Derived": [(1,), (1, "b", []), (2, "x", [1])],
    "Checked": [(1,), (1, "other"), (2,)],
}


def told(work: Callable[..., object], *values: object, **named: object) -> object:
    """What comes of it, or the kind of error with its words without the maker's name."""
    try:
        return work(*values, **named)
    except (TypeError, ValueError, AttributeError) as error:
        return type(error), str(error).replace("frozen_twins.<locals>.", "")


@pytest.mark.parametrize("name", VALUES)
def test_values_are_equal_hashed_and_shown_alike(name: str) -> None:
    """Each pair of values, also of another class and of one that cannot be hashed."""
    ours = [OURS[name](*values) for values in VALUES[name]]
    standard = [STANDARD[name](*values) for values in VALUES[name]]
    assert [[a == b for a in ours] for b in ours] == [[a == b for a in standard] for b in standard]
    assert [told(hash, a) for a in ours] == [told(hash, a) for a in standard]
    assert [repr(a) for a in ours] == [repr(a) for a in standard]
    assert not any(a == b for a in ours for b in standard)


@pytest.mark.parametrize("name", VALUES)
def test_classes_say_the_same_of_themselves(name: str) -> None:
    """Fields, signature, what a match takes, and what is said of too many, too few and unknown values."""
    ours, standard = OURS[name], STANDARD[name]
    assert str(inspect.signature(ours)) == str(inspect.signature(standard))
    assert [(f.name, f.type, f.default) for f in dataclasses.fields(ours)] == [
        (f.name, f.type, f.default) for f in dataclasses.fields(standard)
    ]
    assert ours.__match_args__ == standard.__match_args__
    for values, named in ((tuple(range(9)), {}), ((), {"unknown": 1}), ((-1,), {})):
        of_ours, of_standard = told(ours, *values, **named), told(standard, *values, **named)
        assert repr(of_ours) == repr(of_standard)


def test_nothing_can_be_changed() -> None:
    """Neither a field nor anything else, by setting or deleting."""
    point = Named(1)
    for change in (lambda: setattr(point, "x", 2), lambda: setattr(point, "z", 2), lambda: delattr(point, "x")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            change()
    assert (point.x, point.doubled) == (1, 1.0)


def test_values_are_copied_pickled_replaced_and_matched() -> None:
    """As any dataclass; each has a list of its own."""
    named: Named[str] = Named(1, 2.0, "n")
    named.marks.append(3)
    assert Named(1).marks == []
    assert dataclasses.replace(named, y=3.0) == Named(1, 3.0, "n", [3])
    assert copy.deepcopy(named) == named == pickle.loads(pickle.dumps(named))  # noqa: S301
    assert dataclasses.asdict(named) == {"x": 1, "y": 2.0, "name": "n", "marks": [3]}
    match named:
        case Named(x, y):
            assert (x, y) == (1, 2.0)


def test_what_it_does_not_know_is_refused() -> None:
    """A field that takes part in less than everything would be treated as any other."""
    for unusual in (dataclasses.field(compare=False), dataclasses.field(kw_only=True), dataclasses.field(init=False)):
        with pytest.raises(TypeError, match="Unusual: fields of this kind"):
            dataclass(frozen=True)(type("Unusual", (), {"__annotations__": {"a": int}, "a": unusual}))


def all_frozen() -> Iterator[type[Any]]:
    """Every class of the program that is made so."""
    for found in pkgutil.walk_packages(vehicleplan.__path__, "vehicleplan."):
        if not found.name.endswith("__main__"):
            for each in vars(import_module(found.name)).values():
                if isinstance(each, type) and each.__module__ == found.name and dataclasses.is_dataclass(each):
                    yield each


def test_every_class_of_the_program_takes_its_fields() -> None:
    """By name, in their order, and from the first that has a default on all may be left out."""
    classes = list(all_frozen())
    assert len(classes) > 200
    for each in classes:
        taken = inspect.signature(each).parameters.values()
        assert [value.name for value in taken] == [field.name for field in dataclasses.fields(each)]
        assert [value.default is not value.empty for value in taken] == [
            field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING
            for field in dataclasses.fields(each)
        ]
