Feature: Preview
  What an order would become can be seen before anything is sent: the very calls, each field with its rule and with the
  datum that it came from, or everything that would hold the order.

  Background:
    Given Northwind is connected to Cin7

  Rule: Each field says why it is what it is, and nothing is sent

    @B1
    Scenario: Fields from the order, from Cin7, from the options and from the connector
      Given Northwind has chosen
        | option              | choice   |
        | freight description | Delivery |
      And the customer Harbour Café has in Cin7
        | what                 | value            |
        | location             | Second Warehouse |
        | sales representative |                  |
      And order UP-1001 has the comments
        | comment                |
        | Leave at the back door |
      And order UP-1001 has the charges
        | description | amount |
        |             | 30.00  |
      When Northwind previews order UP-1001
      Then the preview says
        | field                   | value                     | rule | from                                                                  |
        | reference               | PO-77                     | R27  | the reference on the order                                            |
        | shipping notes          | Leave at the back door    | R28  | the first comment on the order                                        |
        | ship by                 | 2026-05-08                | R30  | the order's delivery date                                             |
        | location                | Second Warehouse          | R35  | the location of “Harbour Café” in Cin7                                |
        | sales representative    | API Sales                 | R26  | “API Sales”, because the customer has no sales representative in Cin7 |
        | quantity of line 1      | 12                        | R11  | the quantity approved on line 1                                       |
        | tax rule of line 1      | GST on Income             | R33  | the tax rule of “Harbour Café” in Cin7                                |
        | description of charge 1 | Delivery                  | R34  | the word for it in the sale options                                   |
        | our key                 | upstock:northwind:UP-1001 | R37  | our own mark, by which the sale is found again                        |
        | quote skipped           | yes                       | R37  | always sent, an approved order needs no quote                         |
      And every field of the preview has a rule and a datum
      And Cin7 holds no sale for order UP-1001
      And Cin7 was called 0 times for order UP-1001

  Rule: What was previewed is what is sent

    @B1
    Scenario: The calls that Cin7 receives are those of the preview
      Given order UP-1001 was previewed
      When Upstock approves order UP-1001
      Then Cin7 received for order UP-1001 exactly what its preview said
      And order UP-1001 shows that what was sent is what was previewed

    @B1
    Scenario Outline: Trouble on the way changes nothing about it
      Given order UP-1001 was previewed
      And the call that <does> the sale <fate>
      And order UP-1001 was approved
      When 10 minutes pass
      Then Cin7 received for order UP-1001 exactly what its preview said
      And order UP-1001 shows that what was sent is what was previewed

      Examples:
        | does  | fate                               | because                                             |
        | opens | is answered with too many calls    | the same calls go later                             |
        | opens | times out after Cin7 has done it   | its sale is found, and filled as it was decided     |
        | fills | is answered with an internal error | it is looked at, and filled again with the same     |
        | fills | times out after Cin7 has done it   | the sale is complete, and what it was made of known |

  Rule: What would hold the order is seen as well

    @B1
    Scenario: A preview of what cannot be sent names every problem
      Given order UP-1001 has the lines
        | product | quantity |
        | NW-999  | 1        |
        | NW-001  | 0.125    |
      When Northwind previews order UP-1001
      Then the preview names the problems
        | problem           | where              | says                                           |
        | unknown_product   | sku of line 1      | Line 1: Cin7 has no product with SKU “NW-999”. |
        | quantity_too_fine | quantity of line 2 | the account allows 2                           |
      And Cin7 was called 0 times for order UP-1001
