"""How a supplier wants its sales made, said in the article's words."""

from datetime import datetime, timedelta
from typing import cast

from tests.house import Document

CHOICES = {
    "status": {"Draft": "draft", "Authorised": "authorised"},
    "type": {"Simple": "simple", "Advanced": "advanced"},
    "creation mode": {
        "No Pick": "no_pick",
        "Auto Pick": "auto_pick",
        "Auto Pick + Pack": "auto_pick_pack",
        "Auto Pick + Pack + Ship": "auto_pick_pack_ship",
    },
    "ship-by source": {"Delivery date": "delivery_date", "None": "none"},
}
FREIGHT = {"freight description": "description", "freight tax rule": "tax_rule"}
LOCATION = "default location"


_CHOSEN = {value: word for words in CHOICES.values() for word, value in words.items()}


def version_in_words(version: Document, now: datetime) -> dict[str, str]:
    """Answer who chose a version, when, and what it changed, one after the other."""
    changes = cast("list[dict[str, str]]", version["changes"])
    return {
        "version": str(version["version"]),
        "who": str(version["actor"]).removeprefix("token:").capitalize(),
        "when": _ago(now - datetime.fromisoformat(str(version["at"]))),
        "changed": ", ".join(
            f"{each['option'].replace('.', ' ').replace('_', ' ')} from {_chosen(each['before'])} to"
            f" {_chosen(each['after'])}"
            for each in changes
        ),
    }


def _ago(by: timedelta) -> str:
    return f"{by // timedelta(hours=1)} hours ago" if by else "now"


def _chosen(value: str) -> str:
    return _CHOSEN.get(value, value)


class OptionsInWords:
    """What was chosen; the location is chosen with the connection, everything else with the options."""

    def __init__(self) -> None:
        self.document: Document = {}
        self.location = ""

    def choose(self, option: str, choice: str) -> None:
        """Choose one option, or leave it to its default with nothing."""
        if option == LOCATION:
            self.location = choice
        elif not choice:
            return
        elif option in FREIGHT:
            freight = self.document.setdefault("freight", {})
            assert isinstance(freight, dict)
            freight[FREIGHT[option]] = choice
        elif option == "address field":
            self.document["address_field"] = choice
        else:
            self.document[option.replace(" ", "_").replace("-", "_")] = CHOICES[option][choice]
