"""Frozen dataclasses that are soon made: the standard library's, but for how their methods come to be.

The standard library writes and compiles six methods for each class, three quarters of a millisecond; a command has some
hundred classes and half a second. Here one is compiled, `__init__`, and the others are closures over the names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, fields
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


class _Made:
    """Stands in a signature for what a factory makes, and looks as in the standard library's."""

    def __repr__(self) -> str:
        return "<factory>"


_MADE = _Made()


def _frozen(cls: type[T]) -> type[T]:
    if cls.__doc__ is None:
        cls.__doc__ = cls.__name__  # or the standard library makes one of the signature, which takes long
    made = standard(init=False, repr=False, eq=False)(cls)
    own = fields(made)  # type: ignore[arg-type]
    if any(each.kw_only or not (each.init and each.repr and each.compare) or each.hash for each in own):
        raise TypeError(f"{cls.__name__}: fields of this kind are for dataclasses.dataclass")
    for name, method in {"__init__": _init(made, own), **_others(own)}.items():
        if made.__dict__.get(name) is None:
            method.__qualname__ = f"{cls.__qualname__}.{name}"
            setattr(made, name, method)
    return made


def _init(cls: type, own: tuple[Field[Any], ...]) -> Callable[..., None]:
    """What takes the values of all fields in their order."""
    known: dict[str, Any] = {"keep": object.__setattr__, "MADE": _MADE}
    takes, keeps = ["self"], []
    for at, each in enumerate(own):
        value = each.name
        if each.default is not MISSING:
            known[f"default_{at}"] = each.default
            takes.append(f"{value}=default_{at}")
        elif each.default_factory is not MISSING:
            known[f"factory_{at}"] = each.default_factory
            takes.append(f"{value}=MADE")
            value = f"factory_{at}() if {value} is MADE else {value}"
        else:
            takes.append(value)
        keeps.append(f"  keep(self, {each.name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        keeps.append("  self.__post_init__()")
    exec(f"def __init__({', '.join(takes)}):\n" + "\n".join(keeps or ["  pass"]), known)  # noqa: S102
    init: Callable[..., None] = known["__init__"]
    init.__annotations__ = {each.name: each.type for each in own} | {"return": None}
    return init


def _others(own: tuple[Field[Any], ...]) -> Mapping[str, Callable[..., Any]]:
    """The methods that are the same for all classes but for the names of the fields."""
    names = tuple(each.name for each in own)
    values = _values(names)

    def __eq__(self: object, other: object) -> bool:  # noqa: N807
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: object) -> int:  # noqa: N807
        return hash(values(self))

    def __repr__(self: object) -> str:  # noqa: N807
        shown = (f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({', '.join(shown)})"

    return {
        "__eq__": __eq__,
        "__hash__": __hash__,
        "__repr__": __repr__,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
    }


def _values(names: tuple[str, ...]) -> Callable[[object], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _refuse(self: object, name: str, *_: object) -> None:
    raise FrozenInstanceError(f"cannot change {name!r} of {self.__class__.__name__}")
