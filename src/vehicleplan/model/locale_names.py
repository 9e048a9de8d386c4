"""Names of locales: how they are written, and what to write instead of one that is not known.

Which ones are known is the business of whoever asks the library for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vehicleplan.model.fault import Fault, nearest


def standard_name(name: str) -> str:
    """The name with underscores, as in `de_DE`, also where it came as the web writes it: `de-DE`."""
    return name.replace("-", "_")


def unknown_locale(name: str, known: Iterable[str], likely: Mapping[str, str]) -> Fault:
    """The fault of a scenario that names a locale which is not known.

    Args:
        name: The name as it was written.
        known: The names of all locales.
        likely: By language, its most likely locale, such as `en_Latn_US`.
    """
    names = set(known)
    guess = _own_country(standard_name(name), names, likely) or nearest(standard_name(name), names)
    cure = "Should be a language and a country, such as de_DE, en_US or fr_FR."
    return Fault(("locale",), f"unknown locale `{name}`", cure + (f" Did you mean `{guess}`?" if guess else ""))


def _own_country(name: str, known: set[str], likely: Mapping[str, str]) -> str | None:
    """Of a language that is known, its most likely locale, without the script where that goes without saying."""
    language = name.partition("_")[0].lower()
    full = likely.get(language, "")
    short = f"{language}_{full.rpartition('_')[2]}"
    return next((guess for guess in (short, full) if guess in known), None)
