Feature: Drift
  After approval nothing is synced, so both sides may come to disagree. Whatever differs is listed, with its age and
  value, and nothing is changed.

  Background:
    Given Northwind is connected to Cin7
    And Northwind has chosen
      | option | choice |
      | status | Draft  |

  Rule: What differs is named, on both sides

    @B12
    Scenario: An order on which both sides agree is not listed
      Given order UP-1001 was approved
      When 10 minutes pass
      Then no order drifts

    @B12
    Scenario Outline: Whatever the supplier changes in Cin7 is listed
      Given order UP-1001 was approved
      And the supplier changes the sale of order UP-1001 in Cin7
        | what   | value   |
        | <what> | <value> |
      When 10 minutes pass
      Then order UP-1001 drifts at
        | where   | Upstock   | Cin7   |
        | <where> | <Upstock> | <Cin7> |
      And order UP-1001 is created

      Examples:
        | what               | value      | where           | Upstock                        | Cin7                  |
        | quantity of NW-001 | 10         | quantity NW-001 | 12                             | 10                    |
        | price of NW-001    | 13.50      | price NW-001    | 14                             | 13.5                  |
        | discount of NW-001 | 5          | discount NW-001 | 0                              | 5                     |
        | ship by            | 2026-06-01 | ship by         | 2026-05-08                     | 2026-06-01            |
        | shipping address   | 5 Hay St   | address         | 1 Quay Street, Fremantle, 6160 | 5 Hay St, Perth, 6000 |

    @B12
    Scenario: A line that is added and one that is gone are both listed
      Given order UP-1001 was approved
      And the supplier changes the sale of order UP-1001 in Cin7
        | what    | value  |
        | product | NW-002 |
      When 10 minutes pass
      Then order UP-1001 drifts at
        | where             | Upstock | Cin7 |
        | line gone NW-001  | 12      | 0    |
        | line added NW-002 | 0       | 12   |

    @B12
    Scenario: A voided sale is drift for the whole of its value
      Given order UP-1001 was approved
      And in Cin7 order UP-1001 is voided
      When 10 minutes pass
      Then order UP-1001 drifts at
        | where | Upstock  | Cin7   |
        | sale  | approved | voided |

  Rule: What agrees again is no longer listed

    @B12
    Scenario: A change that is taken back ends the drift
      Given order UP-1001 was approved
      And the supplier changes the sale of order UP-1001 in Cin7
        | what               | value |
        | quantity of NW-001 | 10    |
      And 10 minutes passed
      And the supplier changes the sale of order UP-1001 in Cin7
        | what               | value |
        | quantity of NW-001 | 12    |
      When 10 minutes pass
      Then no order drifts
