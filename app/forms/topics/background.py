"""A child’s ethnicity, disability and religion, in the DfE’s lists and plain words."""

from app.codes import Disability, Ethnicity
from app.forms.questions import Choice, Choices, Text

ETHNICITY = Choice(
    id="ethnicity",
    label="Ethnicity (optional)",
    options={
        Ethnicity.WHITE_BRITISH: "White British",
        Ethnicity.WHITE_IRISH: "White Irish",
        Ethnicity.IRISH_TRAVELLER: "Traveller of Irish heritage",
        Ethnicity.GYPSY_ROMA: "Gypsy or Roma",
        Ethnicity.WHITE_OTHER: "Another White background",
        Ethnicity.WHITE_BLACK_CARIBBEAN: "White and Black Caribbean",
        Ethnicity.WHITE_BLACK_AFRICAN: "White and Black African",
        Ethnicity.WHITE_ASIAN: "White and Asian",
        Ethnicity.MIXED_OTHER: "Another mixed background",
        Ethnicity.INDIAN: "Indian",
        Ethnicity.PAKISTANI: "Pakistani",
        Ethnicity.BANGLADESHI: "Bangladeshi",
        Ethnicity.CHINESE: "Chinese",
        Ethnicity.ASIAN_OTHER: "Another Asian background",
        Ethnicity.BLACK_CARIBBEAN: "Caribbean",
        Ethnicity.BLACK_AFRICAN: "African",
        Ethnicity.BLACK_OTHER: "Another Black background",
        Ethnicity.OTHER: "Another ethnic group",
        Ethnicity.REFUSED: "They prefer not to say",
        Ethnicity.NOT_OBTAINED: "Not asked, or not known",
    },
)
DISABILITY = Choices(
    id="disability",
    label="Disability (optional)",
    hint="Select all that apply: something that has made daily life harder for a year, or will.",
    options={
        Disability.AUTISM: "Autism",
        Disability.BEHAVIOUR: "Behaviour",
        Disability.COMMUNICATION: "Communication",
        Disability.CONSCIOUSNESS: "Consciousness, such as epilepsy",
        Disability.HAND_FUNCTION: "Use of the hands",
        Disability.HEARING: "Hearing",
        Disability.INCONTINENCE: "Continence",
        Disability.LEARNING: "Learning",
        Disability.MOBILITY: "Mobility",
        Disability.PERSONAL_CARE: "Personal care",
        Disability.VISION: "Vision",
        Disability.OTHER: "Something else",
        Disability.NONE: "No disability",
    },
    alone=Disability.NONE,
)
RELIGION = Text(id="religion", label="Religion or belief (optional)", width="20")
