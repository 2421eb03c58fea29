Feature: Alarms
  What will make prices or orders go wrong is told before it does, with its remedy, until it is put right.

  Background:
    Given Northwind is connected to Cin7

  Rule: Zero prices, tier holes and twin names are told

    @B13
    Scenario: Products without a price where customers need one
      Given the customer Sparrow Bakery has in Cin7
        | what       | value  |
        | price tier | Retail |
      And the product NW-001 has in Cin7
        | what            | value |
        | Wholesale price | 0     |
      And the product NW-002 has in Cin7
        | what            | value |
        | Retail price    | 0     |
        | Wholesale price | 0     |
      When an operator imports contacts and all products
      Then Northwind has the alarms
        | alarm       | about      | says                              |
        | tier hole   | NW-001     | has no price in “Wholesale”       |
        | zero price  | NW-002     | has no price in any tier          |
        | credit hold | Slow Payer | is on credit hold                 |
        | currency    | Quai Ouest | trades in EUR, the account in AUD |

    @B13
    Scenario: Two tiers of one name
      Given the Cin7 account has
        | what   | value     |
        | tier 4 | Wholesale |
      When an operator imports contacts and all products
      Then the alarms of Northwind include
        | alarm      | about | says                                                    |
        | twin tiers |       | Tiers 2 and 4 have one name, “Wholesale”: tier 2 counts |

  Rule: Credit hold and lock date are told until they are put right

    @B13
    Scenario: An account that is locked beyond today
      Given the Cin7 account has
        | what         | value      |
        | locked up to | 2026-12-31 |
      When an operator imports contacts and all products
      Then the alarms of Northwind include
        | alarm     | about | says                    |
        | lock date |       | locked up to 2026-12-31 |

    @B13
    Scenario: An alarm ends when its cause does
      Given contacts and all products were imported
      And the customer Slow Payer has in Cin7
        | what        | value |
        | credit hold | no    |
      When 20 minutes pass
      Then Northwind has the alarms
        | alarm    | about      | says          |
        | currency | Quai Ouest | trades in EUR |

  Rule: An answer that nobody documented is told, and nothing is believed of it

    @B13 @R14
    Scenario: The list of sales cannot be read
      Given order UP-1001 was approved
      And the call that lists the sales is answered with something undocumented
      When 6 minutes pass
      Then the alarms of Northwind include
        | alarm      | about | says                                                        |
        | odd answer |       | The list of sales cannot be read, so shipments are not seen |
      And order UP-1001 is created

    @B13 @R14
    Scenario: What left meanwhile is seen as soon as the list can be read again
      Given order UP-1001 was approved
      And the call that lists the sales is answered with something undocumented
      And in Cin7 order UP-1001 is picked, packed, shipped
      When 12 minutes pass
      Then Upstock was told that order UP-1001 became a sale, left
