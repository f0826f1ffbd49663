"""Of which country a telephone number is: read before anybody rings it, at which hour and at what cost."""

from typing import Final

import phonenumbers

from app.saying import Sentence

HERE: Final = 44
NUMBERS: Final = frozenset({"your_phone", "text_phone", "adult_phone"})
"""The answers that are one number."""
OF: Final = "A number of {country}"
OF_ANOTHER: Final = "A number of another country"
COUNTRIES: Final = {
    "AE": "the United Arab Emirates", "AF": "Afghanistan", "AL": "Albania", "AU": "Australia", "BD": "Bangladesh",
    "BE": "Belgium", "BG": "Bulgaria", "BR": "Brazil", "CA": "Canada", "CN": "China", "CY": "Cyprus",
    "CZ": "Czechia", "DE": "Germany", "DK": "Denmark", "EG": "Egypt", "ER": "Eritrea", "ES": "Spain",
    "ET": "Ethiopia", "FR": "France", "GH": "Ghana", "GR": "Greece", "HK": "Hong Kong", "HU": "Hungary",
    "IE": "Ireland", "IN": "India", "IQ": "Iraq", "IR": "Iran", "IT": "Italy", "JM": "Jamaica", "KE": "Kenya",
    "LK": "Sri Lanka", "LT": "Lithuania", "LV": "Latvia", "MA": "Morocco", "MD": "Moldova", "NG": "Nigeria",
    "NL": "the Netherlands", "NP": "Nepal", "PH": "the Philippines", "PK": "Pakistan", "PL": "Poland",
    "PT": "Portugal", "RO": "Romania", "RU": "Russia", "SA": "Saudi Arabia", "SD": "Sudan", "SE": "Sweden",
    "SK": "Slovakia", "SO": "Somalia", "SY": "Syria", "TR": "Turkey", "UA": "Ukraine", "US": "the United States",
    "VN": "Vietnam", "ZA": "South Africa", "ZW": "Zimbabwe",
}  # fmt: skip
"""Where most numbers from abroad are of; a library of all names takes a hundred megabytes."""


def country(name: str, said: str) -> str | Sentence | None:
    """Of which country a number is; None for one of here, and for any other answer."""
    if name not in NUMBERS:
        return None
    try:
        number = phonenumbers.parse(said, "GB")
    except phonenumbers.NumberParseException:
        return None
    if number.country_code == HERE:
        return None
    region = phonenumbers.region_code_for_number(number)
    return Sentence(OF, {"country": COUNTRIES[region]}) if region in COUNTRIES else OF_ANOTHER
