"""A professional reads where to tell of a brother or sister who has died: not as a child who lives at home tonight."""

from app.forms.professional.children import CHILDREN


def test_a_child_who_has_died_is_not_added_but_told_of() -> None:
    assert CHILDREN.another is not None
    assert CHILDREN.another.hint == (
        "Do not add a child who has died: tell us about them where you write what worries you."
    )
