"""How the plan's confidence is simulated: how many draws, which ones, and whether vehicles fare alike."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from vehicleplan.model.base import Frozen, Share

LEAST_DRAWS, MOST_DRAWS = 10, 100_000
LEAST_WORLDS, MOST_WORLDS = 10, 1_000
MOST_SEED = 10**9


class Simulation(Frozen):
    """How outcomes are drawn from their estimates."""

    draws: Annotated[int, Field(ge=LEAST_DRAWS, le=MOST_DRAWS)] = 1_000
    """How many times the outcomes are drawn."""
    seed: Annotated[int, Field(ge=0, le=MOST_SEED)] = 0
    """Which draws: each seed has its own, the same on every computer."""
    correlation: Share = 0.0
    """How much vehicles fare alike: 0 each on its own, 1 all alike."""
    worlds: Annotated[int, Field(ge=LEAST_WORLDS, le=MOST_WORLDS)] = 50
    """In how many sampled worlds a goal with a confidence is planned: more are truer to the estimates and slower."""
