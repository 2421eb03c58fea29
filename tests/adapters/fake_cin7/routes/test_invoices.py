import pytest

from tests.adapters.fake_cin7.company import Company, Json, line

EMPTY = "00000000-0000-0000-0000-000000000000"


def charged(company: Company, **header: object) -> str:
    freight = {"Description": "Freight", "Price": 5, "Quantity": 1, "Tax": "0.5", "TaxRule": "GST"}
    return company.sold(line("MUG", 4, 10, Tax=4, TaxRule="GST"), header=dict(header), AdditionalCharges=[freight])


def invoice(company: Company, sale_id: str, **changes: object) -> Json:
    body = {"SaleID": sale_id, "TaskID": EMPTY, "Status": "AUTHORISED", "InvoiceDate": "2026-05-04", **changes}
    made: Json = company.post("sale/invoice", body)
    return made


def pay(company: Company, task_id: str, amount: object) -> Json:
    body = {"TaskID": task_id, "Type": "PAYMENT", "Amount": amount, "Account": "718", "DatePaid": "2026-05-05"}
    made: Json = company.post("sale/payment", body)
    return made


def test_an_invoice_without_lines_takes_the_order_s() -> None:
    company = Company()
    sale_id = charged(company)
    shown = invoice(company, sale_id)["Invoices"][0]
    assert (shown["TaskID"], shown["InvoiceNumber"], shown["Status"]) == (sale_id, "INV-00001", "AUTHORISED")
    assert (shown["InvoiceDate"], shown["InvoiceDueDate"]) == ("2026-05-04T00:00:00", "2026-06-03T00:00:00")
    sale = company.sale(sale_id)
    assert (sale["Invoices"][0]["Total"], sale["Invoices"][0]["Paid"], sale["Invoices"][0]["Payments"]) == (49.5, 0, [])
    assert sale["Invoices"][0]["LinkedFulfillmentNumber"] == "1"
    assert sale["Fulfilments"][0]["LinkedInvoiceNumber"] == "INV-00001"


def test_a_simple_sale_has_one_invoice() -> None:
    company = Company()
    sale_id = charged(company)
    invoice(company, sale_id)
    refused = company.refusal("POST", "sale/invoice", {"SaleID": sale_id, "TaskID": EMPTY, "Status": "AUTHORISED"})
    assert refused == ["Invoice cannot be saved in status AUTHORISED, only in DRAFT or NOT AVAILABLE"]


def test_an_invoice_needs_an_authorised_order() -> None:
    company = Company()
    refused = company.refusal("POST", "sale/invoice", {"SaleID": company.header()["ID"], "Status": "DRAFT"})
    assert refused == ["Invoice cannot be saved when Sale Order status is NOT AVAILABLE"]


def test_an_advanced_sale_is_invoiced_in_parts() -> None:
    company = Company()
    sale_id = charged(company, SaleType="Advanced")
    first = invoice(company, sale_id, Lines=[line("MUG", 1, 10, Tax=1)])["Invoices"][0]
    assert company.row(sale_id)["CombinedInvoiceStatus"] == "PARTIALLY INVOICED"
    second = invoice(company, sale_id)["Invoices"][1]
    assert (first["TaskID"], second["TaskID"] != sale_id) == (sale_id, True)
    assert (second["Lines"][0]["Quantity"], second["Lines"][0]["Tax"], second["AdditionalCharges"]) == (3, 3, [])
    assert company.row(sale_id)["CombinedInvoiceStatus"] == "INVOICED"


def test_putting_a_draft_keeps_what_is_left_out_and_an_empty_list_deletes() -> None:
    company = Company()
    sale_id = charged(company)
    assert company.sale(sale_id)["Status"] == "ORDERED"
    invoice(company, sale_id, Status="DRAFT", Memo="first")
    body = {"SaleID": sale_id, "TaskID": sale_id, "AdditionalCharges": []}
    shown = company.put("sale/invoice", {**body, "Status": "DRAFT"})["Invoices"][0]
    assert (shown["Memo"], len(shown["Lines"]), shown["AdditionalCharges"]) == ("first", 1, [])
    assert company.put("sale/invoice", {**body, "Memo": "", "Status": "AUTHORISED"})["Invoices"][0]["Memo"] == ""
    assert "status AUTHORISED" in company.refusal("PUT", "sale/invoice", body)[0]
    assert "not found" in company.refusal("PUT", "sale/invoice", {**body, "TaskID": EMPTY})[0]


def test_deleting_an_invoice_is_for_advanced_sales() -> None:
    company = Company()
    simple, advanced = charged(company), charged(company, SaleType="Advanced")
    for sale_id in (simple, advanced):
        invoice(company, sale_id)
    assert "only for Advanced Sale" in company.refusal("DELETE", "sale/invoice", TaskID=simple)[0]
    assert company.delete("sale/invoice", TaskID=advanced)["Invoices"][0]["Status"] == "DRAFT"
    voided = company.delete("sale/invoice", TaskID=advanced, Void=True)["Invoices"][0]
    assert (voided["Status"], voided["Lines"], voided["AdditionalCharges"]) == ("VOIDED", [], [])
    assert "not found" in company.refusal("DELETE", "sale/invoice", TaskID=EMPTY)[0]


def test_money_makes_an_invoice_paid_and_a_shipped_sale_completed() -> None:
    company = Company()
    sale_id = charged(company)
    company.work(sale_id, "pick", "pack", "ship")
    invoice(company, sale_id)
    assert (company.sale(sale_id)["Status"], company.row(sale_id)["CombinedPaymentStatus"]) == ("INVOICED", "UNPAID")
    first = pay(company, sale_id, "20.005")
    assert (first["Amount"], first["Type"], first["InvoiceNumber"]) in (
        (20.0, "Payment", "INV-00001"),
        (20.01, "Payment", "INV-00001"),
    )
    assert company.row(sale_id)["CombinedPaymentStatus"] == "PARTIALLY PAID"
    pay(company, sale_id, 49.5 - first["Amount"])
    sale, row = company.sale(sale_id), company.row(sale_id)
    assert (sale["Status"], sale["Invoices"][0]["Status"], sale["Invoices"][0]["Paid"]) == ("COMPLETED", "PAID", 49.5)
    assert (row["CombinedPaymentStatus"], row["InvoiceAmount"], row["PaidAmount"]) == ("PAID", 49.5, 49.5)
    assert row["CombinedInvoiceStatus"] == "INVOICED"


def test_a_paid_sale_is_not_completed_before_it_is_shipped() -> None:
    company = Company()
    sale_id = charged(company)
    company.work(sale_id, "invoice", "pay")
    assert company.sale(sale_id)["Status"] == "ORDERED"
    company.turn(status_precedence="invoice_first")
    assert company.sale(sale_id)["Status"] == "ORDERED"
    company.work(sale_id, "pick", "pack", "ship")
    assert company.sale(sale_id)["Status"] == "COMPLETED"


def test_which_stage_names_an_invoiced_sale_is_a_switch() -> None:
    company = Company()
    sale_id = charged(company)
    company.work(sale_id, "invoice")
    assert company.sale(sale_id)["Status"] == "ORDERED"
    company.turn(status_precedence="invoice_first")
    assert company.sale(sale_id)["Status"] == "INVOICED"


def test_the_status_of_a_shipped_sale_without_an_invoice_is_a_switch() -> None:
    company = Company()
    sale_id = charged(company)
    company.work(sale_id, "pick", "pack", "ship")
    assert company.sale(sale_id)["Status"] == "SHIPPING"
    company.turn(shipped_status="PACKED", order_status_when_done="FULFILLED")
    sale = company.sale(sale_id)
    assert (sale["Status"], sale["Order"]["Status"], company.row(sale_id)["OrderStatus"]) == (
        "PACKED",
        "FULFILLED",
        "FULFILLED",
    )
    company.work(sale_id, "invoice", "pay")
    assert company.row(sale_id)["OrderStatus"] == "CLOSED"


def test_payments_are_listed_changed_and_deleted() -> None:
    company = Company()
    sale_id = charged(company)
    invoice(company, sale_id)
    payment = pay(company, sale_id, 49.5)
    assert company.get("sale/payment", SaleID=sale_id) == [payment]
    changed = company.put("sale/payment", {"ID": payment["ID"], "Amount": 9.5, "Reference": "r", "Account": "718"})
    assert (changed["Amount"], changed["Reference"]) == (9.5, "r")
    assert company.sale(sale_id)["Invoices"][0]["Status"] == "AUTHORISED"
    assert company.delete("sale/payment", ID=payment["ID"]) == {"Success": True}
    assert company.get("sale/payment", SaleID=sale_id) == []
    assert "not found" in company.refusal("DELETE", "sale/payment", ID=payment["ID"])[0]


def test_a_payment_needs_an_authorised_invoice_and_no_more_than_is_open() -> None:
    company = Company()
    sale_id = charged(company)
    body = {"TaskID": sale_id, "Type": "Payment", "Amount": 1, "Account": "718"}
    assert "authorised Invoice" in company.refusal("POST", "sale/payment", body)[0]
    invoice(company, sale_id)
    assert "exceeds the balance" in company.refusal("POST", "sale/payment", {**body, "Amount": 50})[0]
    assert company.refusal("POST", "sale/payment", {**body, "Account": "9"}) == ["Account with specified ID not found"]
    assert "Credit Note" in company.refusal("POST", "sale/payment", {**body, "Type": "REFUND"})[0]
    assert "Amount" in company.refusal("POST", "sale/payment", {**body, "Amount": 0})[0]


def test_a_prepayment_needs_an_authorised_quote_and_counts_for_the_invoice() -> None:
    company = Company()
    sale_id = company.header(SkipQuote=False)["ID"]
    body = {"TaskID": sale_id, "Type": "PREPAYMENT", "Amount": 25, "Account": "718"}
    assert "authorised Quote" in company.refusal("POST", "sale/payment", body)[0]
    company.post("sale/quote", {"SaleID": sale_id, "Status": "AUTHORISED", "Lines": [line()]})
    payment = company.post("sale/payment", body)
    assert payment["Type"] == "Prepayment"
    assert (company.row(sale_id)["CombinedPaymentStatus"], len(company.sale(sale_id)["Quote"]["Prepayments"])) == (
        "PREPAID",
        1,
    )
    assert "Prepayment cannot be modified" in company.refusal("PUT", "sale/payment", {"ID": payment["ID"]})[0]
    company.order(sale_id)
    invoice(company, sale_id)
    assert company.sale(sale_id)["Invoices"][0]["Status"] == "PAID"


@pytest.mark.parametrize(
    ("method", "days", "due"),
    [
        ("number of days", 14, "2026-05-18"),
        ("day of next month", 20, "2026-06-20"),
        ("day of next month", 31, "2026-06-30"),
        ("last day of next month", 0, "2026-06-30"),
        ("days since the end of the month", 10, "2026-06-10"),
    ],
)
def test_an_invoice_is_due_as_the_terms_say(method: str, days: int, due: str) -> None:
    company = Company()
    company.post("ref/paymentterm", {"Name": "Odd", "Method": method, "Duration": days})
    sale_id = charged(company, Terms="odd")
    assert invoice(company, sale_id)["Invoices"][0]["InvoiceDueDate"] == f"{due}T00:00:00"


def test_an_invoice_may_say_everything_itself() -> None:
    company = Company()
    told = {"InvoiceDueDate": "2026-05-05", "Memo": "m", "BillingAddressLine1": "b", "LinkedFulfillmentNumber": "7"}
    lines = {"Lines": [line("JUG", 1, 2)], "AdditionalCharges": []}
    shown = invoice(company, charged(company), **told, **lines)["Invoices"][0]
    assert (shown["InvoiceDueDate"], shown["Memo"], shown["BillingAddressLine1"]) == ("2026-05-05T00:00:00", "m", "b")
    assert (shown["LinkedFulfillmentNumber"], shown["Lines"][0]["SKU"]) == ("7", "JUG")


def test_an_unknown_task_or_an_empty_invoice_is_refused() -> None:
    company = Company()
    sale_id = charged(company, SaleType="Advanced")
    body = {"SaleID": sale_id, "Status": "AUTHORISED"}
    assert "not found" in company.refusal("POST", "sale/invoice", {**body, "TaskID": company.account.id})[0]
    empty = {**body, "TaskID": EMPTY, "Lines": [], "AdditionalCharges": []}
    assert company.refusal("POST", "sale/invoice", empty) == ["Lines is invalid"]
    company.delete("sale", ID=sale_id, Void=True)
    assert "voided" in company.refusal("POST", "sale/invoice", body)[0]
    payment = {"TaskID": sale_id, "Type": "PAYMENT", "Amount": 1, "Account": "718"}
    assert "not found" in company.refusal("POST", "sale/payment", payment)[0]


def test_an_invoice_with_money_on_it_may_be_protected() -> None:
    company = Company()
    sale_id = charged(company, SaleType="Advanced")
    company.work(sale_id, "invoice", "pay")
    company.turn(undo_when_paid="reject")
    assert "payments" in company.refusal("DELETE", "sale/invoice", TaskID=sale_id)[0]
