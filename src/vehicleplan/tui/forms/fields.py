"""Fields, declared: which key of which model, what it is called, how it is written.

Help and defaults are the model's own, so that they are said once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from typing import Any

from pydantic_core import PydanticUndefined

from vehicleplan.frozen import dataclass
from vehicleplan.model.base import Frozen
from vehicleplan.model.described import descriptions
from vehicleplan.model.fault import KeyPath
from vehicleplan.session.draft import DELETED, Changes, Draft
from vehicleplan.tui.forms.known import Names
from vehicleplan.tui.forms.values import Kind, text_of, value_of

YES_NO = ("yes", "no")


@dataclass(frozen=True)
class Field:
    """One key of a file, for people.

    Attributes:
        model: The model that has the key.
        name: The model's name for it.
        label: What people call it.
        kind: What it takes.
        path: Where it stands in the scenario's file.
        choices: Everything that it can be; empty where it is written.
        absent: What it means to leave it out, where the model's default does not say it.
        unit: What it is counted in; `{currency}`, `{period}` and `{result}` stand for the scenario's own.
        names: Names to choose from.
        meanings: What each choice means, where that needs words.
        is_weight: Whether it is shown beside its neighbours as a part of their sum.
        key: The last part of the path, where the model has a mapping of names.
    """

    model: type[Frozen]
    name: str
    label: str
    kind: Kind
    path: KeyPath = ()
    choices: tuple[str, ...] = ()
    absent: str = ""
    unit: str = ""
    names: Names | None = None
    meanings: Mapping[str, str] | None = None
    is_weight: bool = False
    key: str = ""

    @property
    def help(self) -> str:
        """What the model says of it."""
        return descriptions(self.model).get(self.name, "")

    @property
    def default(self) -> str:
        """What holds where it is left out, as it would be written; empty where nothing does."""
        if self.absent or self.key:
            return self.absent
        info = self.model.model_fields[self.name]
        default = info.get_default(call_default_factory=False)
        return "" if default is PydanticUndefined or default in _EMPTY else text_of(self.kind, plain(default))

    def at(self, prefix: KeyPath) -> Field:
        """The field in a table of the file."""
        last = self.model.model_fields[self.name].alias or self.name
        return replace(self, path=(*prefix, last, *((self.key,) if self.key else ())))

    def text(self, draft: Draft) -> str:
        """What it shows for a draft."""
        return text_of(self.kind, draft.value(self.path))

    def changes(self, draft: Draft, text: str) -> Changes:
        """What typing a text changes in a draft; tables that would stay behind with nothing in them go too."""
        value = value_of(self.kind, text)
        if value is not DELETED:
            return reaching(draft, self.path, value)
        path = self.path
        while len(path) > 2 and isinstance(path[-2], str):
            parent = draft.value(path[:-1])
            if not isinstance(parent, Mapping) or set(parent) - {path[-1]}:
                break
            path = path[:-1]
        return {path: DELETED}


def reaching(draft: Draft, path: KeyPath, value: object) -> Changes:
    """The change that sets a value, also where something on its way is no table: that gives way to one."""
    for length in range(1, len(path)):
        on_the_way = draft.value(path[:length])
        if on_the_way is not None and not isinstance(on_the_way, dict | list):
            for key in reversed(path[length:]):
                value = {key: value}
            return {path[:length]: value}
    return {path: value}


_EMPTY: tuple[object, ...] = (None, (), {}, "")


def plain(value: object) -> Any:  # noqa: ANN401
    """A value of a model as TOML has it."""
    if isinstance(value, Frozen):
        return plain(value.model_dump(by_alias=True, exclude_none=True))
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value.value if isinstance(value, Enum) else value
