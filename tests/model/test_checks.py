"""Faults of meaning: for each check the smallest input, where the fault is, and what it says."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from vehicleplan.model.catalog import Catalog
from vehicleplan.model.checks import check_catalog, check_scenario
from vehicleplan.model.fault import Fault
from vehicleplan.model.scenario import Scenario

CATALOG = """
format = 1
name = "Ours"
currency = "USD"
outcomes = ["listener"]
[[vehicle]]
id = "webinar"
needs = ["list"]
max_activities = 4
min_per_period = 3
reach.it-manager = { share = 0.3, resonance = "fair" }
[[vehicle]]
id = "list"
divisible = true
max_per_period = 2.5
[[vehicle]]
id = "radio"
outcomes = { listener = 5 }
stage_fit = { listener = "fair" }
"""
GOAL = '[goal]\nstage = "conversion"\n'
OWN = GOAL + '[[vehicle]]\nid = "a"\n'
USING = 'catalogs = ["ours"]\n' + GOAL


def catalog(text: str) -> Catalog:
    """A catalog from the text of its file."""
    return Catalog.model_validate(tomllib.loads(text), by_alias=True, by_name=False)


def faults(text: str, catalog_text: str = CATALOG) -> tuple[Fault, ...]:
    """The faults of a scenario, given as text without `format`."""
    tables = {"format": 1, **tomllib.loads(text)}
    scenario = Scenario.model_validate(tables, by_alias=True, by_name=False)
    return check_scenario(scenario, {name: catalog(catalog_text) for name in scenario.catalogs})


CASES: list[tuple[str, str, tuple[Any, ...], str]] = [
    # names of candidates and catalogs
    ("own vehicle twice", OWN + '[[vehicle]]\nid = "a"\n', ("vehicle", 1, "id"), "there twice"),
    ("neither use nor id", GOAL + "[[vehicle]]\ncost = 1\n", ("vehicle", 0), "neither `use` nor `id`"),
    ("use unknown", USING + '[[vehicle]]\nuse = "lists"\n', ("vehicle", 0, "use"), "no catalog here has"),
    ("use without catalogs", GOAL + '[[vehicle]]\nuse = "list"\n', ("vehicle", 0, "use"), "unknown vehicle `list`"),
    ("currency", 'currency = "EUR"\n' + USING, ("catalogs", 0), "in USD, this file in EUR"),
    ("catalog twice", 'catalogs = ["x", "x"]\n' + GOAL, ("catalogs", 1), "catalog `x` is there twice"),
    ("outcome twice", 'outcomes = ["x", "x"]\n' + GOAL, ("outcomes", 1), "outcome `x` is there twice"),
    ("stage as outcome", 'outcomes = ["awareness"]\n' + GOAL, ("outcomes", 0), "a lifecycle stage already"),
    ("outcome as measure", 'outcomes = ["hours"]\n' + GOAL, ("outcomes", 0), "cannot name an outcome"),
    ("stage twice", 'lifecycle = ["conversion", "conversion"]\n' + GOAL, ("lifecycle", 1), "there twice"),
    # outcomes
    ("goal.stage", '[goal]\nstage = "x"\n', ("goal", "stage"), "outcome `x` is not declared"),
    ("goal.worth", "[goal]\nworth = { x = 1 }\n", ("goal", "worth", "x"), "outcome `x` is not declared"),
    ("target", GOAL + '[[goal.target]]\noutcome = "x"\namount = 1\n', ("goal", "target", 0, "outcome"), "not declared"),
    ("rates", GOAL + "conversion_rates = { x = 1 }\n", ("goal", "conversion_rates", "x"), "lifecycle stage `x`"),
    ("brief.stages", "[brief]\nstages = { x = 1 }\n" + GOAL, ("brief", "stages", "x"), "lifecycle stage `x`"),
    ("no weight", "[brief]\nstages = { value = 0 }\n" + GOAL, ("brief", "stages"), "all weights"),
    ("own outcome", OWN + "outcomes = { x = 1 }\n", ("vehicle", 0, "outcomes", "x"), "outcome `x` is not declared"),
    (
        "own stage fit",
        OWN + 'stage_fit = { x = "no" }\n',
        ("vehicle", 0, "stage_fit", "x"),
        "outcome `x` is not declared",
    ),
    (
        "catalog's outcome",
        USING + '[[vehicle]]\nuse = "radio"\n',
        ("vehicle", 0, "use"),
        "counts the outcome `listener`",
    ),
    # goal, horizon, budget
    ("counts nothing", '[goal]\nresult = "x"\n', ("goal",), "does not say what counts"),
    ("least cost", GOAL + 'mode = "least-cost"\n', ("goal", "mode"), "to do nothing"),
    ("lowest ratio", GOAL + 'mode = "lowest-cost-per-result"\n', ("goal", "mode"), "neither an `amount` nor a target"),
    (
        "segment",
        USING + '[brief]\nsegment = "it"\n[[vehicle]]\nuse = "webinar"\nneeds = []\n',
        ("brief", "segment"),
        "reaches the segment `it`",
    ),
    ("far future", GOAL + "[horizon]\nstart = 9999-12-01\nperiods = 9\n", ("horizon", "start"), "year 9999"),
    (
        "budget",
        GOAL + "[budget]\nper_period = [1, 2]\n",
        ("budget", "per_period"),
        "2 numbers for a horizon of 1 period",
    ),
    # team
    ("skill twice", GOAL + '[[team.skill]]\nid = "x"\n[[team.skill]]\nid = "x"\n', ("team", "skill", 1, "id"), "twice"),
    ("skill hours", GOAL + '[[team.skill]]\nid = "x"\nhours = []\n', ("team", "skill", 0, "hours"), "0 numbers"),
    (
        "outsourced hours",
        GOAL + '[[team.skill]]\nid = "x"\noutsource = { hourly_cost = 1, hours = [1, 2] }\n',
        ("team", "skill", 0, "outsource", "hours"),
        "2 numbers",
    ),
    (
        "member hours",
        GOAL + '[[team.member]]\nname = "Ana"\nhours = [1, 2]\nskills = ["x"]\n',
        ("team", "member", 0, "hours"),
        "2 numbers",
    ),
    (
        "member without skills",
        GOAL + '[[team.member]]\nname = "Ana"\nhours = 1\nskills = []\n',
        ("team", "member", 0, "skills"),
        "Ana has no skills",
    ),
    (
        "member twice",
        GOAL
        + '[[team.member]]\nname = "A"\nhours = 1\nskills = ["x"]\n' * 1
        + '[[team.member]]\nname = "A"\nhours = 1\nskills = ["x"]\n',
        ("team", "member", 1, "name"),
        "member `A` is there twice",
    ),
    (
        "build twice",
        GOAL
        + '[[team.build]]\nname = "A"\nskill = "x"\nadds_hours = 1\n'
        + '[[team.build]]\nname = "A"\nskill = "x"\nadds_hours = 1\n',
        ("team", "build", 1, "name"),
        "build `A` is there twice",
    ),
    (
        "build's hours",
        GOAL + '[[team.build]]\nname = "A"\nskill = "x"\nadds_hours = 1\ntakes_hours = { y = 1 }\n',
        ("team", "build", 0, "takes_hours", "y"),
        "unknown skill of the team `y`",
    ),
    # rules
    (
        "rule vehicles",
        OWN + '[[limits.rule]]\nvehicles = ["b"]\nmin = 1\n',
        ("limits", "rule", 0, "vehicles", 0),
        "`b`",
    ),
    (
        "rule no vehicles",
        OWN + "[[limits.rule]]\nvehicles = []\nmin = 1\n",
        ("limits", "rule", 0, "vehicles"),
        "is empty",
    ),
    ("measure", OWN + '[[limits.rule]]\nmeasure = "x"\nmin = 1\n', ("limits", "rule", 0, "measure"), "measure `x`"),
    ("skill", OWN + '[[limits.rule]]\nmeasure = "hours.x"\nmin = 1\n', ("limits", "rule", 0, "measure"), "skill `x`"),
    (
        "other side's vehicles",
        OWN + '[[limits.rule]]\nat_least = { vehicles = ["b"] }\n',
        ("limits", "rule", 0, "at_least", "vehicles", 0),
        "unknown candidate `b`",
    ),
    (
        "other side's measure",
        OWN + '[[limits.rule]]\nat_least = { measure = "x" }\n',
        ("limits", "rule", 0, "at_least", "measure"),
        "unknown measure `x`",
    ),
    # needs
    ("need unknown", OWN + 'needs = ["b"]\n', ("vehicle", 0, "needs", 0), "needs `b`, which is no candidate"),
    ("catalog's need", USING + '[[vehicle]]\nuse = "webinar"\n', ("vehicle", 0, "use"), "needs `list`, which is no"),
    ("need of itself", OWN + 'needs = ["a"]\n', ("vehicle", 0, "needs", 0), "`a` needs itself"),
    (
        "circle",
        OWN + 'needs = ["b"]\n[[vehicle]]\nid = "b"\nneeds = ["a"]\n',
        ("vehicle", 0, "needs", 0),
        "a → b → a",
    ),
    # figures
    ("today", OWN + "current = [1, 2]\n", ("vehicle", 0, "current"), "2 numbers"),
    ("half today", OWN + "current = [0.5]\n", ("vehicle", 0, "current", 0), "0.5 activities"),
    ("half today, every period", OWN + "current = 0.5\n", ("vehicle", 0, "current"), "0.5 activities"),
    ("half a minimum", OWN + "min_activities = 1.5\n", ("vehicle", 0, "min_activities"), "1.5 activities"),
    ("half a maximum", OWN + "max_activities = 2.5\n", ("vehicle", 0, "max_activities"), "2.5 activities"),
    ("half per period", OWN + "max_per_period = 2.5\n", ("vehicle", 0, "max_per_period"), "2.5 activities"),
    ("half at least", OWN + "min_per_period = 2.5\n", ("vehicle", 0, "min_per_period"), "2.5 activities"),
    ("half a tier", OWN + "tier = [{ activities = 2.5 }]\n", ("vehicle", 0, "tier", 0, "activities"), "2.5 activities"),
    (
        "no longer divisible",
        USING + '[[vehicle]]\nuse = "list"\ndivisible = false\n',
        ("vehicle", 0, "divisible"),
        "max_per_period of 2.5",
    ),
    (
        "too few possible",
        OWN + "min_activities = 3\nmax_per_period = 2\n",
        ("vehicle", 0, "min_activities"),
        "2 are the most",
    ),
    (
        "too few in the tiers",
        OWN + "min_activities = 3\ntier = [{ activities = 2 }]\n",
        ("vehicle", 0, "min_activities"),
        "2 are",
    ),
    (
        "maximum under the catalog's minimum",
        USING + '[[vehicle]]\nuse = "webinar"\nneeds = []\nmax_per_period = 2\n',
        ("vehicle", 0, "max_per_period"),
        "min_per_period 3 is above max_per_period 2",
    ),
]


@pytest.mark.parametrize(("text", "path", "what"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_fault(text: str, path: tuple[Any, ...], what: str) -> None:
    """The input has exactly this fault, at this place, with a cure."""
    (fault,) = faults(text)
    assert fault.path == path
    assert what in fault.what
    assert fault.fix


GOOD = {
    "hours of a skill that the team lacks": OWN + "hours = { magic = 5 }\n",
    "a measure of a skill that only a candidate names": OWN
    + 'hours = { magic = 5 }\n[[limits.rule]]\nmeasure = "hours.magic"\nmin = 1\n',
    "an inactive rule of unknown vehicles": GOAL + '[[limits.rule]]\nvehicles = ["b"]\nmin = 1\nactive = false\n',
    "a cost mode with a target": GOAL + 'mode = "least-cost"\n[[goal.target]]\noutcome = "value"\namount = 1\n',
    "a goal of worth alone": 'outcomes = ["x"]\n[goal]\nworth = { x = 1 }\n',
    "stages of the scenario's own": 'lifecycle = ["trial"]\n[goal]\nstage = "trial"\n',
    "the same catalog vehicle under two ids": USING
    + '[[vehicle]]\nuse = "list"\nid = "one"\n[[vehicle]]\nuse = "list"\nid = "two"\n',
    "a rate for the catalog's currency": 'currency = "EUR"\nexchange = { USD = 0.9 }\n' + USING,
    "a catalog's outcome that is overridden": USING + '[[vehicle]]\nuse = "radio"\noutcomes = {}\nstage_fit = {}\n',
    "a segment that nobody speaks of": '[brief]\nsegment = "it"\n' + OWN,
    "fractions where the vehicle is divisible": OWN + "divisible = true\nmax_activities = 2.5\ncurrent = 0.5\n",
    "a need that is met": OWN + 'needs = ["b"]\n[[vehicle]]\nid = "b"\n',
    "a vehicle that must be and needs one that must not: there is no plan, which is no fault of the file": OWN
    + 'include = "must"\nneeds = ["b"]\n[[vehicle]]\nid = "b"\ninclude = "never"\n',
    "two that need the same": OWN + 'needs = ["c", "b"]\n[[vehicle]]\nid = "b"\nneeds = ["c"]\n[[vehicle]]\nid = "c"\n',
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD.keys())
def test_no_fault(text: str) -> None:
    """What is meant is accepted."""
    assert faults(text) == ()


def test_an_undeclared_outcome_is_one_fault_however_many_vehicles_count_it() -> None:
    """One cure, one fault."""
    text = OWN + 'outcomes = { x = 1 }\nstage_fit = { x = "fair" }\n[[vehicle]]\nid = "b"\noutcomes = { x = 1 }\n'
    assert len(faults(text)) == 1


def test_two_circles_are_two_faults() -> None:
    """Each circle is named once, wherever the search begins."""
    names = {"a": "b", "b": "a", "c": "d", "d": "e", "e": "c", "f": "a"}
    text = GOAL + "".join(f'[[vehicle]]\nid = "{name}"\nneeds = ["{need}"]\n' for name, need in names.items())
    assert [fault.what.split(": ")[1] for fault in faults(text)] == ["a → b → a", "c → d → e → c"]


def test_a_long_chain_of_needs_is_followed() -> None:
    """Thousands of vehicles in a row are no trouble."""
    text = (
        GOAL
        + "".join(f'[[vehicle]]\nid = "v{n}"\nneeds = ["v{n + 1}"]\n' for n in range(3_000))
        + '[[vehicle]]\nid = "v3000"\n'
    )
    assert faults(text) == ()


CATALOG_CASES: list[tuple[str, tuple[Any, ...], str]] = [
    ('[[vehicle]]\nid = "a"\n[[vehicle]]\nid = "a"\n', ("vehicle", 1, "id"), "vehicle `a` is there twice"),
    ('outcomes = ["x", "x"]\n', ("outcomes", 1), "outcome `x` is there twice"),
    ('[[vehicle]]\nid = "a"\noutcomes = { x = 1 }\n', ("vehicle", 0, "outcomes", "x"), "outcome `x` is not declared"),
    ('[[vehicle]]\nid = "a"\nstage_fit = { x = "no" }\n', ("vehicle", 0, "stage_fit", "x"), "not declared"),
    ('[[vehicle]]\nid = "a"\nneeds = ["b"]\n', ("vehicle", 0, "needs", 0), "unknown vehicle `b`"),
    ('[[vehicle]]\nid = "a"\nneeds = ["a"]\n', ("vehicle", 0, "needs", 0), "`a` needs itself"),
    ('[[vehicle]]\nid = "a"\nmax_per_period = 2.5\n', ("vehicle", 0, "max_per_period"), "2.5 activities"),
]


@pytest.mark.parametrize(("text", "path", "what"), CATALOG_CASES)
def test_fault_of_a_catalog(text: str, path: tuple[Any, ...], what: str) -> None:
    """The catalog has exactly this fault, at this place, with a cure."""
    (fault,) = check_catalog(catalog('format = 1\nname = "x"\n' + text))
    assert fault.path == path
    assert what in fault.what
    assert fault.fix


def test_a_good_catalog_has_no_fault() -> None:
    """The catalog of these tests is in order."""
    assert check_catalog(catalog(CATALOG)) == ()
