Feature: Importing products
  Products are imported by choosing them from a list, which shows what each import would change. What cannot be sold
  is never on offer, and the list says why.

  Background:
    Given Northwind is connected to Cin7

  Rule: Only chosen products are imported

    @R6
    Scenario: The products that were chosen are published, and no others
      When an operator imports the products NW-001, NW-003
      Then Upstock has the products
        | product | name          |
        | NW-001  | Chai          |
        | NW-003  | Aniseed Syrup |

    @R6
    Scenario: The list shows what each import would change
      Given the products NW-001, NW-002 were imported
      When an operator imports the products NW-002
      Then the products to choose from are
        | product | state      | changes                   |
        | NW-001  | imported   |                           |
        | NW-002  | imported   |                           |
        | NW-003  | importable | sku, name, category, unit |

    @R6
    Scenario: Pictures and descriptions come along
      Given the product NW-001 has in Cin7
        | what        | value                         |
        | description | Black tea with spices         |
        | picture     | https://pictures.example/chai |
      When an operator imports the products NW-001
      Then Upstock has the products
        | product | description           | picture                       |
        | NW-001  | Black tea with spices | https://pictures.example/chai |

  Rule: Services, and what is deprecated or not sellable, are never offered

    @R7
    Scenario: What is excluded is listed with its reason
      When an operator imports all products
      Then the excluded products are
        | product | reason       |
        | NW-004  | deprecated   |
        | NW-005  | not sellable |
        | NW-090  | service      |
      And Upstock has the products
        | product |
        | NW-001  |
        | NW-002  |
        | NW-003  |

    @R7 @R8
    Scenario Outline: A product that can no longer be sold is discontinued
      Given all products were imported
      And the product NW-002 has in Cin7
        | what   | value   |
        | <what> | <value> |
      When 20 minutes pass
      Then Upstock has the products
        | product | discontinued   |
        | NW-001  | no             |
        | NW-002  | <discontinued> |
        | NW-003  | no             |

      Examples:
        | what     | value      | discontinued | because                    |
        | status   | Deprecated | yes          | it is no longer sold       |
        | sellable | no         | yes          | it must not be sold        |
        | name     | Chang tea  | no           | only its name is different |
