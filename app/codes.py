"""The DfE's code sets, and what of our own words each code stands for; a council checks them before live use."""

from enum import StrEnum
from typing import Final

from app.vocabulary import Concern, Household


class Sex(StrEnum):
    """DfE N00783."""

    MALE = "M"
    FEMALE = "F"
    UNKNOWN = "U"


class Ethnicity(StrEnum):
    """DfE N00177."""

    WHITE_BRITISH = "WBRI"
    WHITE_IRISH = "WIRI"
    IRISH_TRAVELLER = "WIRT"
    GYPSY_ROMA = "WROM"
    WHITE_OTHER = "WOTH"
    WHITE_BLACK_CARIBBEAN = "MWBC"
    WHITE_BLACK_AFRICAN = "MWBA"
    WHITE_ASIAN = "MWAS"
    MIXED_OTHER = "MOTH"
    INDIAN = "AIND"
    PAKISTANI = "APKN"
    BANGLADESHI = "ABAN"
    CHINESE = "CHNE"
    ASIAN_OTHER = "AOTH"
    BLACK_CARIBBEAN = "BCRB"
    BLACK_AFRICAN = "BAFR"
    BLACK_OTHER = "BOTH"
    OTHER = "OOTH"
    REFUSED = "REFU"
    NOT_OBTAINED = "NOBT"


class Disability(StrEnum):
    """DfE code set for the Disabilities group; NONE stands alone (rule 8790)."""

    AUTISM = "AUT"
    BEHAVIOUR = "BEH"
    COMMUNICATION = "COMM"
    CONSCIOUSNESS = "CON"
    HAND_FUNCTION = "HAND"
    HEARING = "HEAR"
    INCONTINENCE = "INC"
    LEARNING = "LD"
    MOBILITY = "MOB"
    PERSONAL_CARE = "PC"
    VISION = "VIS"
    OTHER = "DDA"
    NONE = "NONE"


ASSESSMENT_FACTORS: Final[dict[Concern, str]] = {
    Concern.PHYSICAL_ABUSE: "18C",
    Concern.PHYSICAL_ABUSE_BY_CHILD: "18B",
    Concern.EMOTIONAL_ABUSE: "17A",
    Concern.SEXUAL_ABUSE: "19C",
    Concern.SEXUAL_ABUSE_BY_CHILD: "19B",
    Concern.NEGLECT: "16A",
    Concern.DOMESTIC_ABUSE: "3A",
    Concern.SEXUAL_EXPLOITATION: "11A",
    Concern.CRIMINAL_EXPLOITATION: "24A",
    Concern.GANGS: "13A",
    Concern.TRAFFICKING: "12A",
    Concern.FGM: "22A",
    Concern.FORCED_MARRIAGE: "20",
    Concern.FAITH_OR_BELIEF: "23A",
    Concern.FABRICATED_ILLNESS: "18C",
    Concern.RADICALISATION: "20",
    Concern.PARENT_MENTAL_HEALTH: "4B",
    Concern.PARENT_ALCOHOL: "1B",
    Concern.PARENT_DRUGS: "2B",
    Concern.CHILD_MENTAL_HEALTH: "4A",
    Concern.SELF_HARM: "15A",
    Concern.CHILD_ALCOHOL: "1A",
    Concern.CHILD_DRUGS: "2A",
    Concern.YOUNG_CARER: "7A",
    Concern.MISSING: "10A",
    Concern.BEHAVIOUR: "14A",
    Concern.ATTENDANCE: "20",
    Concern.UNACCOMPANIED: "9A",
    Concern.OTHER: "20",
}
"""DfE N00181, by a professional's words: the factor an assessment may later confirm; a contact never claims it is
established. A disability may be 5A or 6A, private fostering 8B to 8F: the worry does not say which.
"""

WHOSE_IS_NOT_SAID: Final = frozenset(
    {
        Concern.PHYSICAL_ABUSE,
        Concern.SEXUAL_ABUSE,
        Concern.DOMESTIC_ABUSE,
        Concern.GANGS,
        Concern.PARENT_ALCOHOL,
        Concern.PARENT_DRUGS,
        Concern.PARENT_MENTAL_HEALTH,
    }
)
"""What anybody but a professional chooses in words that leave open who did it, or whose it is: 'hit or hurt' may be by
a child (18B) or an adult (18C), 'an adult’s drinking' a parent's (1B) or another's (1C); a knife is no gang (13A).
"""

DISABILITY_FACTORS: Final[dict[Disability, str]] = {
    Disability.LEARNING: "5A",
    Disability.CONSCIOUSNESS: "6A",
    Disability.HAND_FUNCTION: "6A",
    Disability.HEARING: "6A",
    Disability.INCONTINENCE: "6A",
    Disability.MOBILITY: "6A",
    Disability.VISION: "6A",
}
"""DfE N00181, of a child whose disability or illness is a worry; of any other disability the DfE's words do not say."""

HOUSEHOLD_FACTORS: Final[dict[Household, str]] = {
    Household.DOMESTIC_ABUSE: "3B",
    Household.ALCOHOL: "1B",
    Household.DRUGS: "2B",
    Household.MENTAL_HEALTH: "4B",
    Household.LEARNING_DISABILITY: "5B",
    Household.PHYSICAL_ILLNESS: "6B",
}
"""DfE N00181, of the parents or carers; housing and money have no code of their own."""
