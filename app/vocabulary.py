"""The closed word lists a referral is made of; DfE codes are the values wherever the DfE has them."""

from enum import StrEnum


class FormName(StrEnum):
    """Who is writing, which decides the form."""

    PROFESSIONAL = "professional"
    FAMILY = "family"
    COMMUNITY = "community"
    YOUNG_PERSON = "young-person"
    ALLEGATION = "allegation"


class Route(StrEnum):
    """The team at the hub that a contact goes to (messages.md)."""

    SAFEGUARDING = "safeguarding"
    EARLY_HELP = "early-help"
    COMMUNITY = "community"
    FAMILY = "family"
    ALLEGATION = "allegation"


class RuleSet(StrEnum):
    """Which section of rules.md a professional's contact must meet."""

    SAFEGUARDING = "safeguarding"
    SUPPORT = "support"
    ALLEGATION = "allegation"


class Admission(StrEnum):
    """The one rule that let a contact through: C1 to C9 of rules.md 2, or the section of a public form."""

    C1 = "C1"
    C2 = "C2"
    C3 = "C3"
    C4 = "C4"
    C5 = "C5"
    C6 = "C6"
    C7 = "C7"
    C8 = "C8"
    C9 = "C9"
    FAMILY = "family"
    COMMUNITY = "community"
    ALLEGATION = "allegation"


class YesNo(StrEnum):
    """A plain question's answers; 'not known' is an answer where a form offers it."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not-known"


class Kind(StrEnum):
    """What kind of contact it is (rules.md 1)."""

    SIGNIFICANT_HARM = "significant-harm"
    WELFARE = "welfare"
    NOT_SURE = "not-sure"
    SUPPORT = "support"
    UNIVERSAL = "universal"
    ADULT_WHO_WORKS_WITH_CHILDREN = "adult-who-works-with-children"


class Informed(StrEnum):
    """Whether a person knows of the referral, and if not, why."""

    YES = "yes"
    UNREACHABLE = "unreachable"
    RISK = "risk"
    NO = "no"


class Agreement(StrEnum):
    """What an informed person said."""

    GIVEN = "given"
    REFUSED = "refused"
    PARTLY = "partly"
    NO_ANSWER = "no-answer"
    NOT_ASKED = "not-asked"


class Manner(StrEnum):
    """How agreement was given."""

    SPOKEN = "spoken"
    WRITTEN = "written"


class RiskReason(StrEnum):
    """Why telling somebody would raise the risk (rules.md 2, C6)."""

    MORE_HARM = "more-harm-to-the-child"
    HARM_TO_OTHERS = "harm-to-someone-else"
    SILENCED_OR_MOVED = "child-silenced-moved-or-taken-abroad"
    PREGNANCY_HIDDEN = "pregnancy-hidden"
    SUSPECT_LEARNS = "suspected-person-would-learn"
    EVIDENCE_SPOILED = "evidence-or-enquiry-spoiled"
    DANGEROUS_DELAY = "dangerous-delay"
    POLICE_OR_SOCIAL_WORKER_ASKED = "police-or-social-worker-asked"
    NOT_SURE_IT_IS_SAFE = "not-sure-it-is-safe"


class Concern(StrEnum):
    """Plain words for what the worry is about; each maps to a DfE assessment factor."""

    PHYSICAL_ABUSE = "physical-abuse"
    PHYSICAL_ABUSE_BY_CHILD = "physical-abuse-by-a-child"
    EMOTIONAL_ABUSE = "emotional-abuse"
    SEXUAL_ABUSE = "sexual-abuse"
    SEXUAL_ABUSE_BY_CHILD = "sexual-abuse-by-a-child"
    NEGLECT = "neglect"
    DOMESTIC_ABUSE = "domestic-abuse"
    SEXUAL_EXPLOITATION = "sexual-exploitation"
    CRIMINAL_EXPLOITATION = "criminal-exploitation"
    GANGS = "gangs"
    TRAFFICKING = "trafficking"
    FGM = "fgm"
    FORCED_MARRIAGE = "forced-marriage-or-honour-based-abuse"
    FAITH_OR_BELIEF = "faith-or-belief"
    FABRICATED_ILLNESS = "fabricated-or-induced-illness"
    RADICALISATION = "radicalisation"
    PARENT_MENTAL_HEALTH = "parent-mental-health"
    PARENT_ALCOHOL = "parent-alcohol"
    PARENT_DRUGS = "parent-drugs"
    CHILD_MENTAL_HEALTH = "child-mental-health"
    SELF_HARM = "self-harm"
    CHILD_ALCOHOL = "child-alcohol"
    CHILD_DRUGS = "child-drugs"
    DISABILITY_OR_ILLNESS = "disability-or-illness"
    YOUNG_CARER = "young-carer"
    MISSING = "missing"
    BEHAVIOUR = "behaviour"
    ATTENDANCE = "school-attendance"
    PRIVATE_FOSTERING = "private-fostering"
    UNACCOMPANIED = "unaccompanied-asylum-seeking"
    OTHER = "other"


TELL_NOBODY_YET = frozenset(
    {
        Concern.SEXUAL_ABUSE,
        Concern.SEXUAL_ABUSE_BY_CHILD,
        Concern.SEXUAL_EXPLOITATION,
        Concern.FABRICATED_ILLNESS,
        Concern.FORCED_MARRIAGE,
        Concern.FAITH_OR_BELIEF,
        Concern.FGM,
        Concern.TRAFFICKING,
        Concern.DOMESTIC_ABUSE,
    }
)
"""Concerns for which no page suggests telling the family (rules.md 2; faith or belief: adr/0087)."""


class Birth(StrEnum):
    """Which one fact stands for a child's age (rules.md 10)."""

    DATE = "date-of-birth"
    UNBORN = "unborn"
    ESTIMATED = "estimated-age"
    NOT_KNOWN = "not-known"


class Household(StrEnum):
    """What else a household lives with (source 004); the values with a DfE factor are in HOUSEHOLD_FACTORS."""

    DOMESTIC_ABUSE = "domestic-abuse-of-an-adult"
    ALCOHOL = "alcohol"
    DRUGS = "drugs"
    MENTAL_HEALTH = "mental-health"
    LEARNING_DISABILITY = "learning-disability"
    PHYSICAL_ILLNESS = "physical-disability-or-illness"
    HOUSING = "housing"
    MONEY = "money"
    NONE = "none"


class Violence(StrEnum):
    """What may come before a killing (adr/0102)."""

    STRANGLED = "strangled"
    WEAPON = "weapon-used-or-shown"
    THREAT_TO_KILL = "threat-to-kill"
    CARRIES_WEAPON = "child-carries-weapon"
    NONE = "none"


class LegalStatus(StrEnum):
    """Orders and arrangements that a child may live under."""

    CARE_ORDER = "care-order"
    SECTION_20 = "section-20"
    PROTECTION_PLAN = "protection-plan"
    CHILD_IN_NEED_PLAN = "child-in-need-plan"
    SPECIAL_GUARDIANSHIP = "special-guardianship"
    CHILD_ARRANGEMENTS = "child-arrangements-order"
    PRIVATE_FOSTERING = "private-fostering"
    POLICE_PROTECTION = "police-protection"
    NOT_KNOWN = "not-known"
    NONE = "none"


class Relation(StrEnum):
    """What an adult is to a child."""

    MOTHER = "mother"
    FATHER = "father"
    STEP_PARENT = "step-parent"
    PARENTS_PARTNER = "parents-partner"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    PARENT_OF_SIBLING = "parent-of-sibling"
    KINSHIP_CARER = "kinship-carer"
    FOSTER_CARER = "foster-carer"
    PRIVATE_FOSTER_CARER = "private-foster-carer"
    LOCAL_AUTHORITY = "local-authority"
    SAME_PERSON = "same-person"
    OTHER = "other"
    NOT_KNOWN = "not-known"


class Anonymity(StrEnum):
    """What the hub may know of, and say about, somebody who is not a professional."""

    ANONYMOUS = "anonymous"
    KEEP_FROM_FAMILY = "keep-from-family"
    KEEP_FROM_ADULT = "keep-from-adult"
    """From the adult whom an allegation is about."""
    NAMED = "named"


class Sharing(StrEnum):
    """Whether a parent agrees that the hub may share with the agencies it names."""

    YES = "yes"
    SOME = "some"
    NO = "no"


class Writer(StrEnum):
    """What somebody who does not write for an agency is to the children."""

    RELATIVE = "relative"
    ACQUAINTANCE = "acquaintance"
    """A friend, a neighbour, or anybody else who knows the family."""
    SELF = "self"
    ACCUSED = "accused"
    """The adult themselves whom an allegation is about."""
    OTHER = "other"
    NOT_KNOWN = "not-known"


class Learned(StrEnum):
    """How long ago the writer of an allegation learned of it, as far as a date can say (rules.md 6)."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    EARLIER = "earlier"
