"""How a supplier wants its sales made, said in the article's words."""

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
