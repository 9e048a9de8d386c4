"""Frozen dataclasses that are soon made: the standard library's, but for how most of their methods come to be.

The standard library writes and compiles six methods for each class, three quarters of a millisecond; a command has some
hundred classes and half a second. Here it compiles `__init__` alone, and the others are closures over the names.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields
from dataclasses import dataclass as standard
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

T = TypeVar("T")

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - so that it is exported
else:

    def dataclass(cls: type[T] | None = None, *, frozen: bool = False) -> Any:  # noqa: ANN401
        """The same as `dataclasses.dataclass`, sooner where it is frozen.

        Raises:
            TypeError: The class has fields of a kind that is left to the standard library.
        """
        if frozen:
            return _frozen
        return standard if cls is None else standard(cls)


def _frozen(cls: type[T]) -> type[T]:
    made = standard(repr=False, eq=False)(cls)
    own = fields(made)  # type: ignore[arg-type]
    if any(each.kw_only or not (each.init and each.repr and each.compare) or each.hash for each in own):
        raise TypeError(f"{cls.__name__}: fields of this kind are for dataclasses.dataclass")
    for method in _methods(tuple(each.name for each in own)):
        if made.__dict__.get(method.__name__) is None:
            method.__qualname__ = f"{cls.__qualname__}.{method.__name__}"
            setattr(made, method.__name__, method)
    return made


def _methods(names: tuple[str, ...]) -> tuple[Callable[..., Any], ...]:
    """All but `__init__`, which sets each field once: so may everybody who makes one, and nobody later."""
    known, keep, values = frozenset(names), object.__setattr__, _values(names)

    def __setattr__(self: object, name: str, value: object) -> None:  # noqa: N807
        if name in self.__dict__ or name not in known:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        keep(self, name, value)

    def __delattr__(self: object, name: str) -> None:  # noqa: ARG001, N807
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self: object, other: object) -> bool:  # noqa: N807
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: object) -> int:  # noqa: N807
        return hash(values(self))

    def __repr__(self: object) -> str:  # noqa: N807
        shown = (f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({', '.join(shown)})"

    return __setattr__, __delattr__, __eq__, __hash__, __repr__


def _values(names: tuple[str, ...]) -> Callable[[object], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)
