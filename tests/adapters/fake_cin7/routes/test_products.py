import pytest

from tests.adapters.fake_cin7.company import CAFE, MUG, Company

NEW = {
    "SKU": "BOWL",
    "Name": "Bowl",
    "Category": "Pots",
    "Type": "Stock",
    "CostingMethod": "FIFO",
    "UOM": "Item",
    "Status": "Active",
}


def skus(company: Company, **asked: object) -> list[str]:
    return [row["SKU"] for row in company.get("product", **asked)["Products"]]


def test_deprecated_products_are_hidden_unless_asked_for() -> None:
    company = Company()
    assert skus(company) == ["MUG", "JUG", "FREIGHT", "TEN"]
    assert "OLD" in skus(company, includedeprecated="1")


def test_sku_and_name_are_contained_and_an_id_is_exact() -> None:
    company = Company()
    assert skus(company, sku="UG") == ["MUG", "JUG"]
    assert skus(company, Name="mug") == ["MUG", "TEN"]
    assert skus(company, ID=MUG.upper()) == ["MUG"]
    assert skus(company, ID=CAFE) == []
    company.turn(name_filter="starts_with")
    assert skus(company, sku="UG") == []
    assert skus(company, Name="Mug") == ["MUG"]


def test_money_is_a_number_without_drift_and_tiers_come_twice() -> None:
    company = Company()
    jug = company.get("product", Sku="JUG")["Products"][0]
    assert (jug["PriceTier1"], jug["PriceTier2"], jug["PriceTier3"]) == (20, 14.4, 0)
    assert list(jug["PriceTiers"].items())[:3] == [("Retail", 20), ("Wholesale", 14.4), ("Tier 3", 0)]
    assert '"PriceTier2":14.4,' in company.call("GET", "product", Sku="JUG").text


def test_tiers_of_one_name_switch_the_dictionary_off() -> None:
    company = Company(price_tiers=["Retail", "retail"], products=[{"SKU": "A", "Name": "A"}], stock=[], customers=[])
    assert "PriceTiers" not in company.get("product")["Products"][0]


def test_modified_since_sees_changes_alone() -> None:
    company = Company()
    clock = company.universe.clock
    clock.advance(60)
    noon = clock.now().isoformat()
    assert skus(company, ModifiedSince=noon) == []
    company.control("POST", "products", {"SKU": "jug", "PriceTier1": 21})
    assert skus(company, ModifiedSince=noon) == ["JUG"]


def test_collections_are_empty_unless_asked_for() -> None:
    company = Company(attachments=[{"SKU": "MUG", "FileName": "mug.jpg", "IsDefault": True}])
    plain = company.get("product", ID=MUG)["Products"][0]
    assert (plain["Attachments"], plain["CustomPrices"], plain["Suppliers"]) == ([], [], [])
    full = company.get("product", ID=MUG, IncludeAttachments="true", IncludeCustomPrices=1)["Products"][0]
    assert full["Attachments"][0]["ContentType"] == "image/jpeg"
    assert "isPublic=True" in full["Attachments"][0]["DownloadUrl"]
    prices = [(row["CustomerName"], row["Price"]) for row in full["CustomPrices"]]
    assert prices == [("Sparrow Cafe", 8.25)]


def test_a_product_is_created_once() -> None:
    company = Company()
    made = company.post("product", {**NEW, "PriceTiers": {"Wholesale": "7.5"}, "CountryOfOrigin": "Algeria"})
    row = made["Products"][0]
    assert (made["Total"], row["PriceTier2"], row["CountryOfOriginCode"]) == (1, 7.5, "DZA")
    assert company.refusal("POST", "product", {**NEW, "SKU": "bowl"}) == [
        'SKU "bowl" already exists! SKU must be unique.'
    ]


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"Category": "None"}, "Category not found."),
        ({"Brand": "None"}, "Brand 'None' was not found in reference book"),
        ({"UOM": "None"}, "Unit of measure with name 'None' was not found reference book."),
        ({"DefaultLocation": "Moon"}, "Location 'Moon' was not found in Locations reference book"),
        ({"Name": ""}, "Required attribute Name is not provided."),
        ({"Type": "Thing"}, "Type 'Thing' is not valid. Available values: Stock, Service"),
        ({"PriceTier1": "dear"}, "PriceTier1 is invalid"),
        ({"SKU": "x" * 51}, "The field SKU must be a string with a maximum length of 50."),
        ({"PriceTiers": {"Gold": 1}}, "Price Tier 'Gold' was not found in Price Tiers reference book"),
    ],
)
def test_a_product_that_cannot_be_is_refused(changes: dict[str, object], text: str) -> None:
    assert Company().refusal("POST", "product", {**NEW, **changes}) == [text]


def test_a_product_is_changed_and_its_type_never() -> None:
    company = Company()
    row = company.put("product", {"ID": MUG, "Type": "Service", "Status": "deprecated", "Barcode": ""})["Products"][0]
    assert (row["Type"], row["Status"], row["Name"]) == ("Stock", "Deprecated", "Mug")
    assert "MUG" not in skus(company)
    assert "not found" in company.refusal("PUT", "product", {"ID": CAFE})[0]
    assert company.refusal("PUT", "product", {"ID": MUG, "SKU": "JUG"})


def test_images_are_a_bare_array_with_a_default_in_words() -> None:
    company = Company()
    body = {"ProductID": MUG, "FileName": "a.png", "Content": "AAAA", "IsDefault": True}
    company.post("product/attachments", body)
    rows = company.post("product/attachments", {**body, "FileName": "b.bin"})
    assert [(row["FileName"], row["IsDefault"]) for row in rows] == [("a.png", "false"), ("b.bin", "true")]
    assert rows[1]["ContentType"] == "application/octet-stream"
    assert len(company.delete("product/attachments", ID=rows[0]["ID"])) == 1
    assert len(company.get("product/attachments", ProductID=MUG)) == 1
    assert len(company.get("product/attachments")) == 1
    assert "Content" in company.refusal("POST", "product/attachments", {**body, "Content": ""})[0]


def test_availability_shows_each_place_and_leaves_empty_ones_out() -> None:
    company = Company()
    rows = company.get("ref/productavailability")["ProductAvailabilityList"]
    assert [(row["SKU"], row["Location"], row["OnHand"]) for row in rows] == [
        ("MUG", "Main", 10), ("JUG", "Main", 3), ("JUG", "Second", 50),
    ]  # fmt: skip
    assert rows[0]["StockOnHand"] == 42
    assert company.get("ref/productavailability", Sku="UG")["Total"] == 0
    assert company.get("ref/productavailability", Name="ju")["Total"] == 2
    assert company.get("ref/productavailability", ID=MUG, Category="pots", Location="main")["Total"] == 1
    company.control("POST", "stock", {"SKU": "MUG", "OnHand": 0})
    assert company.get("ref/productavailability", ID=MUG)["Total"] == 0


def test_availability_may_be_minutes_old() -> None:
    company = Company()
    company.turn(availability_lag_minutes="10")
    assert company.level("MUG")["Available"] == 10
    company.sold()
    assert company.level("MUG")["Available"] == 10
    company.universe.clock.advance(600)
    assert company.level("MUG")["Available"] == 8


def test_families_gather_their_options_and_never_lose_a_product() -> None:
    company = Company()
    jug = company.get("product", Sku="JUG")["Products"][0]["ID"]
    body = {
        "SKU": "F", "Name": "Family", "Category": "Pots", "CostingMethod": "FIFO", "DefaultLocation": "Main",
        "UOM": "Item", "Option1Name": "Size", "Products": [{"ID": MUG, "SKU": "x", "Option1": "S"}],
    }  # fmt: skip
    family = company.post("productFamily", body)["ProductFamilies"][0]
    assert (family["Products"][0]["SKU"], family["Option1Values"], family["Option2Name"]) == ("MUG", "S", "Option 2")
    changed = company.put("productFamily", {"ID": family["ID"], "Products": [{"ID": jug, "Option1": "L"}]})
    assert changed["ProductFamilies"][0]["Option1Values"] == "L,S"
    assert company.get("productFamily", Sku="f")["Total"] == 1
    assert company.get("productFamily", Name="nobody")["Total"] == 0
    assert company.refusal("POST", "productFamily", body)
    assert company.refusal("PUT", "productFamily", {"ID": CAFE})
    assert company.get("productFamily/attachments", FamilyID=family["ID"]) == []
