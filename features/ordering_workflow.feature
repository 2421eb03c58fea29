Feature: Ordering workflow
  A supplier reviews an order in Upstock and approves it; the sale in Cin7 then makes itself. What was approved is
  what is sold, once.

  Background:
    Given Northwind is connected to Cin7

  Rule: Approving an order makes a sale by itself

    @R10
    Scenario: An approved order becomes a sale in Cin7
      When Upstock approves order UP-1001
      Then the approval is accepted
      And order UP-1001 is created
      And Cin7 holds one complete sale for order UP-1001
      And Upstock is told that order UP-1001 became a sale

    @R10
    Scenario: An order is accepted although Cin7 cannot be reached
      Given Cin7 cannot be reached for 3 minutes
      When Upstock approves order UP-1001
      Then the approval is accepted
      And order UP-1001 is waiting

    @R10
    Scenario: An order that waited goes by itself
      Given Cin7 cannot be reached for 3 minutes
      And order UP-1001 was approved
      When 10 minutes pass
      Then order UP-1001 is created
      And Cin7 holds one complete sale for order UP-1001

  Rule: What the supplier changed during review is what is sent

    @R11
    Scenario: Quantities, prices and freight are those that were approved
      Given order UP-1001 has the lines
        | product | quantity | price | discount |
        | NW-001  | 9.5      | 13.20 | 0        |
        | NW-002  | 6        | 10.00 | 5        |
      And order UP-1001 has the charges
        | description | amount |
        | Freight     | 30.00  |
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 has the lines
        | product | quantity | price | discount | tax   | total  |
        | NW-001  | 9.5      | 13.20 | 0        | 12.54 | 125.40 |
        | NW-002  | 6        | 10.00 | 5        | 5.70  | 57.00  |
      And the sale of order UP-1001 has the charges
        | description | amount | tax  |
        | Freight     | 30.00  | 3.00 |

  Rule: After approval no change of items is synced

    @R12
    Scenario: The same approval again is answered and nothing is sent
      Given order UP-1001 was approved
      When Upstock approves order UP-1001
      Then the approval is a repetition
      And Cin7 holds one complete sale for order UP-1001

    @R12
    Scenario: Another approval of the same order is refused and tells the differences
      Given order UP-1001 was approved
      And order UP-1001 has the lines
        | product | quantity | price |
        | NW-001  | 11       | 13.50 |
      When Upstock approves order UP-1001
      Then the approval is refused
      And the approval differs at
        | where                | before | after |
        | quantity of line 1   | 12     | 11    |
        | unit price of line 1 | 14     | 13.5  |
      And the sale of order UP-1001 has the lines
        | product | quantity | price |
        | NW-001  | 12       | 14.00 |

  Rule: One order makes one sale

    @R13
    Scenario: A sale costs two calls and carries our key
      When Upstock approves order UP-1001
      Then Cin7 was called 2 times for order UP-1001
      And the sale of order UP-1001 says
        | what    | value                     |
        | our key | upstock:northwind:UP-1001 |

    @R13
    Scenario: A retried order fills the sale that is already there
      Given the call that fills the sale is refused by Cin7
      And order UP-1001 was approved
      When a person retries order UP-1001
      Then order UP-1001 is created
      And Cin7 holds one complete sale for order UP-1001
