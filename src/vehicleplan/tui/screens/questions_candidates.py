"""What Questions does with candidates as a whole: add, begin, take out, call back, keep in or out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vehicleplan.report.problems import harmless
from vehicleplan.session import clock
from vehicleplan.session.answers import Signature, called_back
from vehicleplan.session.candidates import (
    NEXT_INCLUDE,
    Include,
    Offer,
    added,
    begun,
    include_of,
    included,
    new_faults,
    offers,
    taken_out,
)
from vehicleplan.session.person import initials_here
from vehicleplan.tui.dialogs.add_vehicle import AddVehicles
from vehicleplan.tui.dialogs.ask import Ask
from vehicleplan.tui.dialogs.prompt import Prompt
from vehicleplan.tui.place import Place

if TYPE_CHECKING:
    from vehicleplan.model.screened import ScreenedCandidate
    from vehicleplan.session.draft import Changes

_INCLUDE_WORDS = {
    "may": "the plan may have it",
    "must": "every plan has it, whatever the questions say",
    "never": "no plan has it, and the questions do not count it",
}
_MOST_FAULTS = 3


class CandidatePlace(Place):
    """A place with a candidate under its cursor, and what can be done with candidates there."""

    def __init__(self) -> None:
        super().__init__()
        self.initials = initials_here()
        """Who signs the answers."""

    def candidate(self) -> ScreenedCandidate | None:
        """The candidate under the cursor."""
        raise NotImplementedError

    @property
    def signature(self) -> Signature:
        """Who answers, and today's date."""
        return Signature(self.initials, clock.now().date())

    def say(self, words: str, *, is_warning: bool = False) -> None:
        """Tell something in passing."""
        self.notify(harmless(words), severity="warning" if is_warning else "information", timeout=4, markup=False)

    def edit(self, changes: Changes, label: str) -> bool:
        """Change the scenario; False where there is nothing to change, or its file is too broken for that."""
        if not changes:
            return False
        try:
            self.planner.change(changes, label)
        except (LookupError, TypeError):
            self.say("That cannot be changed before the problem in Brief is mended.", is_warning=True)
            return False
        return True

    def go_to_vehicle(self, vehicle: str) -> None:
        """Put the cursor on a candidate's first question."""
        self.planner.cursor = (vehicle, 0)
        self.show()

    # Add and begin

    def action_add(self) -> None:
        """Choose vehicles of catalogs."""
        if not self.desk.is_open:
            return

        def take(chosen: tuple[Offer, ...] | None) -> None:
            if not chosen or not self.edit(added(self.desk.draft, chosen), _label("Add", chosen)):
                return
            self.say(_label("Added:", chosen))
            self.go_to_vehicle(chosen[0].vehicle.id)

        self.app.push_screen(AddVehicles(offers(self.desk.draft)), take)

    def action_begin(self) -> None:
        """Begin a vehicle of the scenario's own."""
        if not self.desk.is_open:
            return

        def check(name: str) -> str:
            return "" if name.strip() else "Give it a name."

        def take(name: str | None) -> None:
            if name is None:
                return
            vehicle, changes = begun(self.desk.draft, name.strip())
            if self.edit(changes, f"Begin {name.strip()}"):
                self.go_to_vehicle(vehicle)
                self.open_form(vehicle)

        self.app.push_screen(Prompt("A vehicle of your own", "What do people call it?", check=check), take)

    def action_form(self) -> None:
        """Open the form of the vehicle."""
        candidate = self.candidate()
        if candidate is not None:
            self.open_form(candidate.id)

    def open_form(self, vehicle: str) -> None:
        """Open the form of a vehicle."""
        from vehicleplan.tui.forms.vehicle_form import VehicleForm

        self.app.push_screen(VehicleForm(vehicle))

    # Take out, keep in, call back

    def action_take_out(self) -> None:
        """Take the vehicle out of the scenario; where that leaves faults, ask first."""
        candidate = self.candidate()
        if candidate is None:
            return
        changes = taken_out(self.desk.draft, candidate.id)
        faults = new_faults(self.desk.draft, changes)
        if not faults:
            self._take_out(candidate)
            return
        words = [f"• {fault}" for fault in faults[:_MOST_FAULTS]]
        words += [f"• and {len(faults) - _MOST_FAULTS} more"] if len(faults) > _MOST_FAULTS else []
        details = "The scenario then has problems, to be mended in Brief:\n" + "\n".join(map(harmless, words))
        question = f"Take {harmless(candidate.name)} out?"
        ask = Ask(question, (("t", "take it out"), ("k", "keep it")), details)
        self.app.push_screen(ask, lambda choice: self._take_out(candidate) if choice == "t" else None)

    def _take_out(self, candidate: ScreenedCandidate) -> None:
        if self.edit(taken_out(self.desk.draft, candidate.id), f"Take out {candidate.name}"):
            self.say(f"Taken out: {candidate.name}. u brings it back.")

    def action_include(self) -> None:
        """May, must, never, may again."""
        candidate = self.candidate()
        if candidate is not None:
            self._include(candidate, NEXT_INCLUDE[include_of(self.desk.draft, candidate.id)])

    def _include(self, candidate: ScreenedCandidate, include: Include) -> None:
        if self.edit(included(self.desk.draft, candidate.id, include), f"{candidate.name}: {include}"):
            self.say(f"{candidate.name}, {include}: {_INCLUDE_WORDS[include]}.")

    def action_call_back(self) -> None:
        """Bring a vehicle back that has left."""
        candidate = self.candidate()
        if candidate is None:
            return
        include = include_of(self.desk.draft, candidate.id)
        if include == "never":
            self._offer_may(candidate)
        elif self.desk.screened() is None:
            self.say("The seven questions have not been asked yet.", is_warning=True)
        elif candidate.out_at is None:
            kept = " The scenario keeps it in: include = must." if include == "must" else ""
            self.say(f"{candidate.name} has not left.{kept}")
        else:
            changes = called_back(self.desk.draft, candidate.id, self.desk.screened, self.signature)
            if self.edit(changes, f"Call back {candidate.name}"):
                where = ", ".join(str(path[-1]) for path in changes)
                self.say(f"Called back: {candidate.name}. Your answer is fair at {where}.")

    def _offer_may(self, candidate: ScreenedCandidate) -> None:
        question = f"Let a plan have {harmless(candidate.name)}?"
        details = "The scenario keeps it out, whatever the questions say: include = never."
        ask = Ask(question, (("l", "let it: include = may"), ("k", "keep it out")), details)
        self.app.push_screen(ask, lambda choice: self._include(candidate, "may") if choice == "l" else None)


def _label(verb: str, chosen: tuple[Offer, ...]) -> str:
    return f"{verb} {chosen[0].name}" if len(chosen) == 1 else f"{verb} {len(chosen)} vehicles"
