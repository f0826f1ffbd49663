"""What an adult may be to a child, in plain words, and that two may share an address."""

from app.forms.questions import Copied
from app.forms.topics.child import DO_NOT_KNOW
from app.vocabulary import Relation

RELATIONS: dict[str, str] = {
    Relation.MOTHER: "Mother",
    Relation.FATHER: "Father",
    Relation.STEP_PARENT: "Step-parent",
    Relation.PARENTS_PARTNER: "A parent’s partner",
    Relation.GRANDPARENT: "Grandparent",
    Relation.SIBLING: "Brother or sister",
    Relation.PARENT_OF_SIBLING: "Parent of a brother or sister",
    Relation.KINSHIP_CARER: "Carer from the family or friends (kinship)",
    Relation.FOSTER_CARER: "Foster carer",
    Relation.PRIVATE_FOSTER_CARER: "Private foster carer",
    Relation.LOCAL_AUTHORITY: "Acts for a council that shares parental responsibility",
    Relation.OTHER: "Somebody else",
    Relation.NOT_KNOWN: DO_NOT_KNOW,
}

RELATIONS_AND_SELF: dict[str, str] = {**RELATIONS, Relation.SAME_PERSON: "They are the same person"}
"""Where a young parent may be among the children too."""

ADDRESS_OF_ANOTHER = Copied(group="adults", answers=("adult_address",), gives="address")
