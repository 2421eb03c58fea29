"""Docstrings name their rules wherever they stand."""

from pathlib import Path

from entrypoints.manual.code_links import mentions, mentions_in

CODE = '''"""A module. Source: R1–R2; ref §4 (D:123)."""

LIMIT = 3
"""Cups. Source: R3."""

WARM: int = 40
"""Degrees.

Source: R4.
"""


def pour(cup):
    """Fill a cup, not R30.

    Source: B1,
    R5; Shape: R31. Raises: R32.

    R33 is named in passing.
    """
    "no docstring at all"
    return "Source: R34"


class Pot:
    """A pot.

    Shape: a lid, R35. Source: R6. Units: R36.
    """

    size: int
    """Source: R7."""

    async def empty(self):
        """Source: R8."""
'''


def test_every_place_is_found_with_its_name_and_line() -> None:
    found = [(mention.name, mention.line, mention.ids) for mention in mentions_in("domain/tea.py", CODE)]
    assert found == [
        ("", 1, ("R1", "R2")),
        ("LIMIT", 3, ("R3",)),
        ("WARM", 6, ("R4",)),
        ("pour", 13, ("B1", "R5")),
        ("Pot", 25, ("R6",)),
        ("Pot.size", 31, ("R7",)),
        ("Pot.empty", 34, ("R8",)),
    ]


def test_each_place_says_what_it_does_without_its_sources() -> None:
    said = {mention.name: mention.says for mention in mentions_in("domain/tea.py", CODE)}
    assert said == {
        "": "A module.",
        "LIMIT": "Cups.",
        "WARM": "Degrees.",
        "pour": "Fill a cup, not R30.",
        "Pot": "A pot.",
        "Pot.size": "",
        "Pot.empty": "",
    }


def test_packages_are_read_in_their_order_and_others_are_not(tmp_path: Path) -> None:
    for package in ("adapters", "domain", "tests"):
        (tmp_path / package / "deep").mkdir(parents=True)
        (tmp_path / package / "deep" / "tea.py").write_text('"""Source: R1."""')
    assert [mention.path for mention in mentions(tmp_path)] == ["domain/deep/tea.py", "adapters/deep/tea.py"]
