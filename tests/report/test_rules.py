"""Every limit as one plain sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vehicleplan.model.limits import AtLeast, Rule
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report.rules import limit_sentences, rule_sentence

NAMES = {
    "prime": "Radio, prime time",
    "day": "Radio, daytime",
    "news": "Newspaper",
    "web": "Webinar",
    "paper": "White paper",
}
RADIO = ("prime", "day")


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (
            Rule(vehicles=RADIO, max_share=0.5),
            "Radio, prime time and Radio, daytime together have at most half of all activities.",
        ),
        (Rule(vehicles=("news",), min=1), "Newspaper has at least 1 activity."),
        (Rule(vehicles=("news",), min=6, max=6), "Newspaper has exactly 6 activities."),
        (Rule(vehicles=("news",), min=2, max=6.5), "Newspaper has at least 2 and at most 6.5 activities."),
        (Rule(vehicles=("news",), min=0, max=6), "Newspaper has at most 6 activities."),
        (Rule(vehicles=("news",), max=0), "Newspaper has no activities."),
        (Rule(max=40), "All vehicles together have at most 40 activities."),
        (
            Rule(vehicles=RADIO, measure="vehicles", max=1),
            "At most 1 of Radio, prime time and Radio, daytime is in the plan.",
        ),
        (
            Rule(vehicles=("web", "paper", "news"), measure="vehicles", min=2, max=2),
            "Exactly 2 of Webinar, White paper and Newspaper are in the plan.",
        ),
        (Rule(vehicles=("web", "paper"), measure="vehicles", max=0), "None of Webinar and White paper is in the plan."),
        (Rule(vehicles=("web",), measure="vehicles", min=1), "Webinar must be in the plan."),
        (Rule(vehicles=("web",), measure="vehicles", max=0), "Webinar must not be in the plan."),
        (Rule(measure="vehicles", min=3), "At least 3 vehicles are in the plan."),
        (
            Rule(vehicles=RADIO, measure="vehicles", max_share=0.25),
            "Radio, prime time and Radio, daytime together make up at most 25 % of all vehicles in the plan.",
        ),
        (Rule(vehicles=("news",), measure="cash", max=12_500.5), "Newspaper takes at most 12,500.5 USD of cash."),
        (Rule(vehicles=("news",), measure="cash", max=0), "Newspaper takes no cash."),
        (
            Rule(vehicles=("news",), measure="cash", min_share=0.125, max_share=0.333),
            "Newspaper takes at least 12.5 % and at most 33.3 % of all cash spent on vehicles.",
        ),
        (Rule(vehicles=("web",), measure="results", max_share=0.6), "Webinar brings at most 60 % of all leads."),
        (Rule(vehicles=("web",), measure="results", min=1), "Webinar brings at least 1 lead."),
        (Rule(vehicles=("web",), measure="awareness", min=20_000), "Webinar brings at least 20,000 awareness."),
        (Rule(vehicles=("web",), measure="hours", max=80), "Webinar needs at most 80 hours."),
        (
            Rule(vehicles=("web", "paper"), measure="hours.design", max_share=0.5),
            "Webinar and White paper together need at most half of all hours of design that vehicles need.",
        ),
        (
            Rule(vehicles=("web", "paper"), at_least=AtLeast(times=2, vehicles=("news",))),
            "Webinar and White paper together have at least 2 × the activities of Newspaper.",
        ),
        (
            Rule(vehicles=("web",), measure="cash", at_least=AtLeast(vehicles=RADIO)),
            "Webinar takes at least as much cash as Radio, prime time and Radio, daytime together.",
        ),
        (
            Rule(
                vehicles=("web",),
                measure="activities",
                at_least=AtLeast(times=3, vehicles=("news",), measure="vehicles"),
            ),
            "Webinar has at least 3 activities if Newspaper is in the plan.",
        ),
        (
            Rule(vehicles=("web",), at_least=AtLeast(times=1, vehicles=RADIO, measure="vehicles")),
            "Webinar has at least 1 activity for each of Radio, prime time and Radio, daytime that is in the plan.",
        ),
        (
            Rule(
                vehicles=("web",), measure="results", at_least=AtLeast(times=0.01, vehicles=("news",), measure="cash")
            ),
            "Webinar brings at least 0.01 leads for each USD of cash of Newspaper.",
        ),
        (
            Rule(vehicles=("web",), at_least=AtLeast(times=0.5)),
            "Webinar has at least 0.5 × the activities of all vehicles together.",
        ),
        (
            Rule(vehicles=("web",), min=2, max_share=0.5, at_least=AtLeast(times=2, vehicles=("news",))),
            (
                "Webinar has at least 2 activities, and at most half of all activities, and at least 2 × the "
                "activities of Newspaper."
            ),
        ),
    ],
)
def test_a_rule_is_one_plain_sentence(rule: Rule, sentence: str) -> None:
    """Each kind of limit on each measure is said in full, with the figures as they were given."""
    assert rule_sentence(rule, NAMES, "lead", "USD") == sentence


def test_many_vehicles_are_counted_after_the_third() -> None:
    """Three vehicles are named, the others are a number."""
    rule = Rule(vehicles=tuple(f"v{number}" for number in range(1, 13)), max=5)
    assert rule_sentence(rule, {}, "lead", "USD") == "v1, v2, v3 and 9 more together have at most 5 activities."


def test_a_vehicle_that_is_named_twice_counts_once() -> None:
    """The optimizer counts a vehicle once however often the rule names it, and so does the sentence."""
    assert (
        rule_sentence(Rule(vehicles=("web", "web"), max=5), NAMES, "lead", "USD") == "Webinar has at most 5 activities."
    )


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (Rule(vehicles=("nobody", "web"), max=5), "nobody and Webinar together have at most 5 activities."),
        (Rule(vehicles=(), max=5), "Vehicles that are not named yet have at most 5 activities."),
        (
            Rule(vehicles=(), measure="vehicles", max=5),
            "At most 5 of the vehicles that are not named yet are in the plan.",
        ),
        (
            Rule(vehicles=("web",), at_least=AtLeast(vehicles=())),
            "Webinar has at least as many activities as vehicles that are not named yet.",
        ),
        (Rule(vehicles=("web",), measure="hours.", max=5), "Webinar needs at most 5 hours."),
        (Rule(vehicles=("web",), measure="activites", max=5), "Webinar brings at most 5 activites."),
    ],
)
def test_a_rule_that_is_being_written_has_a_sentence_too(rule: Rule, sentence: str) -> None:
    """Vehicles and measures that are not known do not stop the form from showing the rule."""
    assert rule_sentence(rule, NAMES, "lead", "USD") == sentence


def test_all_limits_come_with_their_place_and_whether_they_hold(scenario: Callable[[str], ResolvedScenario]) -> None:
    """The goal's minimums, the team's limits, the rules in order, then what single vehicles ask."""
    resolved = scenario("""
        format = 1
        [goal]
        result = "lead"
        stage = "conversion"
        amount = 240
        [[goal.target]]
        outcome = "awareness"
        amount = 20_000
        [limits]
        max_vehicles = 5
        max_share = 0.6
        [[limits.rule]]
        name = "Not too many"
        vehicles = ["web"]
        max = 5
        active = false
        [[vehicle]]
        id = "web"
        name = "Webinar"
        include = "must"
        max_activities = 9
        outcomes = { conversion = 5, awareness = 9 }
        [[vehicle]]
        id = "demo"
        needs = ["web", "fair"]
        max_activities = 9
        outcomes = { conversion = 5 }
        [[vehicle]]
        id = "fair"
        include = "never"
        outcomes = { conversion = 5 }
    """)
    found = [(each.path, each.sentence, each.name, each.is_active) for each in limit_sentences(resolved)]
    assert found == [
        (("goal", "amount"), "The plan brings at least 240 leads.", "", True),
        (("goal", "target", 0), "The plan brings at least 20,000 awareness.", "", True),
        (("limits", "max_vehicles"), "At most 5 vehicles.", "", True),
        (("limits", "max_share"), "No vehicle brings more than 60 % of all leads.", "", True),
        (("limits", "rule", 0), "Webinar has at most 5 activities.", "Not too many", False),
        (("vehicle", 0, "include"), "Webinar must be in the plan.", "", True),
        (("vehicle", 1, "needs"), "demo is in the plan only together with Webinar and fair.", "", True),
        (("vehicle", 2, "include"), "fair must not be in the plan.", "", True),
    ]


def test_a_scenario_without_limits_has_no_sentences(scenario: Callable[[str], ResolvedScenario]) -> None:
    """What no file says is not said."""
    resolved = scenario("""
        format = 1
        [goal]
        stage = "conversion"
        [[vehicle]]
        id = "web"
        max_activities = 1
        outcomes = { conversion = 5 }
    """)
    assert limit_sentences(resolved) == ()
