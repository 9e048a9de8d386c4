"""What candidates could deliver alone, kept from what was asked before: most changes touch few of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vehicleplan.session.kept import Kept

if TYPE_CHECKING:
    from vehicleplan.model.plan import Score
    from vehicleplan.model.resolve import ResolvedScenario
    from vehicleplan.optimizer import Control

_MOST_CANDIDATES = 1_000
_MOST_EACH = 4
"""How many states of a candidate and its team are kept: those that were asked for last."""


class AloneBefore:
    """The figures of solo runs that came to their end, each with the scenario that it rests on."""

    def __init__(self) -> None:
        self._known: Kept[tuple[tuple[ResolvedScenario, Score | None], ...]] = Kept(_MOST_CANDIDATES)

    def score(self, solo: ResolvedScenario, control: Control) -> Score | None:
        """The same as `solo_score`, which is only asked what is not known. The control must have no time limit.

        Raises:
            CancelledError: The user stopped the run.
        """
        from vehicleplan.optimizer import solo_score

        key = solo.candidates[0].id
        known = self._known.get(key) or ()
        there = next((each for each in known if each[0] == solo), None)
        found = there or (solo, solo_score(solo, control))
        if there is not None or not control.is_cancelled():  # else it may not be the most
            self._known.keep(key, (found, *(each for each in known if each is not found))[:_MOST_EACH])
        return found[1]
