"""Public holidays by country."""

from __future__ import annotations

from datetime import date, timedelta

import holidays

from oncall_service.domain.errors import Unusable


def public_holidays(country: str, subdivision: str | None, first: date, last: date) -> list[tuple[date, str]]:
    """The holidays from `first` to `last`, both included, in order, named in the country's language.

    country, subdivision: ISO 3166 codes, such as DE and BY. Raises Unusable.
    """
    if country not in holidays.list_supported_countries():
        raise Unusable("country", "must be an ISO 3166 code of a country, such as DE")
    if subdivision and subdivision not in holidays.list_supported_countries()[country]:
        raise Unusable("subdivision", "must be an ISO 3166 code of a part of the country, such as BY")
    days = holidays.country_holidays(country, subdiv=subdivision, years=range(first.year, last.year + 1))
    found = ((first + timedelta(days=n)) for n in range((last - first).days + 1))
    return [(day, days[day]) for day in found if day in days]
