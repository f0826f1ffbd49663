"""What a council says on the help pages: every fault in it is told by its key."""

from pathlib import Path

import pytest

from app.errors import ConfigurationError
from app.profiles.loading import SHIPPED, load_profile

GOOD = (SHIPPED / "barnet.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("[help.en]\n", '[help.en]\nassessment = "{child}"\n', r"help\.en\.assessment: asks for {child}"),
        ("[help.en]\n", '[help.en]\nstep_down = "{"\n', r"help\.en\.step_down: has a curly bracket"),
        ("[help.en]\n", "[help.cy]\n", r"help\.cy: is not among the languages"),
        ('prefix = "BN"\n', 'prefix = "BN"\naccessibility_reviewed = "soon"\n', "accessibility_reviewed: "),
        ("[help.en]\n", '[help.en]\ncoffee = "Hello"\n', r"help\.en\.coffee: is a key that nobody knows"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert GOOD.count(right) == 1
    path = tmp_path / "barnet.toml"
    path.write_text(GOOD.replace(right, wrong), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=said):
        load_profile(str(path))
