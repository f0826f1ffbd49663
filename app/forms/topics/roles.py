"""What people do who work with children and families, as others call it: suggested where somebody’s role is written."""

from typing import Final

ROLES: Final = (
    "Children’s home worker",
    "Domestic abuse adviser",
    "Drug or alcohol worker",
    "Early Help worker",
    "Family support worker",
    "Fostering social worker",
    "GP",
    "Head teacher",
    "Health visitor",
    "Hospital doctor",
    "Housing officer",
    "Learning mentor",
    "Mental health worker",
    "Midwife",
    "Nursery worker",
    "Paediatrician",
    "Police officer",
    "Probation officer",
    "Safeguarding lead",
    "School nurse",
    "Social worker",
    "Special educational needs coordinator",
    "Speech and language therapist",
    "Teacher",
    "Youth justice worker",
    "Youth worker",
)
