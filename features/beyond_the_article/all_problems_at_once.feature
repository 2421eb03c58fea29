Feature: All problems at once
  An order that cannot be sent says everything that is wrong with it, and how to fix each, before anything is sent.

  Background:
    Given Northwind is connected to Cin7

  Rule: Every problem is found before the first call

    @B7
    Scenario: An order with many faults names them all in the order of the document
      Given Northwind has chosen
        | option        | choice           |
        | address field | Delivery address |
      And the Cin7 account has
        | what                | value |
        | deprecated location | Attic |
      And the customer Harbour Café has in Cin7
        | what     | value |
        | location | Attic |
      And order UP-1001 says
        | what     | value |
        | currency | USD   |
      And order UP-1001 has the custom fields
        | field            | value     |
        | Delivery address | 7 Nowhere |
      And order UP-1001 has the lines
        | product | quantity | price |
        | NW-999  | 1        | 5.00  |
        | NW-001  | 0.125    | 14.00 |
        | NW-002  | 1        | 19.00 |
        | NW-002  | 1        | 18.00 |
      When Upstock approves order UP-1001
      Then these problems hold order UP-1001
        | problem                | where              | says                                                                                          |
        | order_currency         | currency           | The order is in USD; “Northwind Foods” sells in AUD in Cin7.                                  |
        | location_missing       | customer           | “Attic”, the location of “Harbour Café” in Cin7, is not among the account's locations in use. |
        | unknown_address        | Delivery address   | No address of the customer is called “7 Nowhere”.                                             |
        | unknown_product        | sku of line 1      | Line 1: Cin7 has no product with SKU “NW-999”.                                                |
        | quantity_too_fine      | quantity of line 2 | “Chai” (NW-001) on line 2: 0.125 has 3 decimal places; the account allows 2.                  |
        | one_product_two_prices | line 4             | “Chang” (NW-002) stands on line 3 at 19.00; on line 4 at 18.00.                               |
      And Cin7 holds no sale for order UP-1001
      And Upstock is told that order UP-1001 is held

    @B7
    Scenario: With an unknown customer all that can be known is still said
      Given order UP-1001 says
        | what     | value  |
        | customer | Nobody |
      And order UP-1001 has the lines
        | product |
        | NW-999  |
      When Upstock approves order UP-1001
      Then these problems hold order UP-1001
        | problem          | where         | says                                           |
        | unknown_customer | customer      | Cin7 has no customer “Nobody”.                 |
        | unknown_product  | sku of line 1 | Line 1: Cin7 has no product with SKU “NW-999”. |

    @B7 @R34
    Scenario: A charge that takes money off is found before an empty sale is made for it
      Given order UP-1001 has the charges
        | description     | amount |
        | Freight         | 20.00  |
        | Loyalty voucher | -12.50 |
      When Upstock approves order UP-1001
      Then these problems hold order UP-1001
        | problem         | where              | says                                                                 |
        | negative_charge | amount of charge 2 | Charge 2, “Loyalty voucher”, takes 12.50 off; a charge can only add. |
      And Cin7 holds no sale for order UP-1001

  Rule: What Cin7 may decide otherwise is a note, not a problem

    @B7
    Scenario: Credit hold and lock date do not hold the order
      Given the Cin7 account has
        | what         | value      |
        | locked up to | 2026-06-30 |
      And order UP-1001 says
        | what     | value      |
        | customer | Slow Payer |
      When Upstock approves order UP-1001
      Then order UP-1001 is created
      And order UP-1001 has the notes
        | note                                                                                                                                                |
        | Slow Payer is on credit hold in Cin7: release the hold there if the goods are to go out.                                                            |
        | The order is of 4 May 2026, and “Northwind Foods” has locked its books up to 30 June 2026: if Cin7 refuses the invoice, move the lock date in Cin7. |
