"""What models say of their fields, in the words of the source."""

from __future__ import annotations

from vehicleplan.model.base import Frozen
from vehicleplan.model.described import descriptions
from vehicleplan.model.scenario import Scenario
from vehicleplan.model.vehicle import VehicleFacts


class Above(Frozen):
    """Has two fields."""

    first: int = 0
    """The first.

    It has two paragraphs.
    """
    second: int = 0
    "The second."


class Below(Above):
    """Says another thing of one of them."""

    second: int = 1
    """Another second."""
    third: int = 0


def test_each_field_has_the_words_below_it() -> None:
    """As they are laid out; those of what a model is made from hold where it has none of its own."""
    assert descriptions(Above) == {"first": "The first.\n\nIt has two paragraphs.", "second": "The second."}
    assert descriptions(Below) == {"first": "The first.\n\nIt has two paragraphs.", "second": "Another second."}


def test_every_field_of_the_files_is_described() -> None:
    """Forms, schemas and the guide show them."""
    for model in (Scenario, VehicleFacts):
        assert descriptions(model).keys() == model.model_fields.keys()
