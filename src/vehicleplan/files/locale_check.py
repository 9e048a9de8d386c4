"""Whether there is the locale that a scenario names. Babel is loaded only for a scenario that names one."""

from __future__ import annotations

from vehicleplan.model.fault import Fault
from vehicleplan.model.locale_names import standard_name, unknown_locale
from vehicleplan.model.scenario import Scenario


def locale_faults(scenario: Scenario) -> tuple[Fault, ...]:
    """The fault of a locale that is not known."""
    if scenario.locale is None:
        return ()
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global
    from babel.localedata import locale_identifiers

    try:
        Locale.parse(standard_name(scenario.locale), sep="_")
    except (ValueError, UnknownLocaleError):
        return (unknown_locale(scenario.locale, locale_identifiers(), get_global("likely_subtags")),)
    return ()
