Feature: Status
  A supplier chooses whether its sales are made as drafts, open for its own discounts in Cin7, or authorised at once.

  Background:
    Given Northwind is connected to Cin7

  Rule: A draft stays open in Cin7, an authorised sale is ordered

    @R15
    Scenario Outline: The chosen status is the status of the sale
      Given Northwind has chosen
        | option | choice   |
        | status | <status> |
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 says
        | what         | value   |
        | status       | <shown> |
        | order status | <stage> |

      Examples:
        | status     | shown    | stage      | because                                    |
        | Draft      | ORDERING | DRAFT      | the supplier applies discounts inside Cin7 |
        | Authorised | ORDERED  | AUTHORISED | nothing more is to be decided              |

    @R15
    Scenario: A supplier that chose nothing gets authorised sales
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 says
        | what   | value   |
        | status | ORDERED |
