Feature: Price provenance
  Any price can be explained: what it was made of, how it was rounded, when it was read, and what was ignored.

  Background:
    Given Northwind is connected to Cin7

  Rule: Any price can be explained

    @B11
    Scenario: An own price with a discount
      Given the customer Harbour Café has in Cin7
        | what                | value |
        | discount            | 7.5   |
        | own price of NW-001 | 12.50 |
      And the product NW-001 has in Cin7
        | what          | value       |
        | discount rule | Ten percent |
      And contacts and all products were imported
      When Northwind asks why Harbour Café pays what it does for NW-001
      Then the explanation says
        | what            | value                                                                          |
        | price           | 11.56                                                                          |
        | tier            | Wholesale                                                                      |
        | tier price      | 16.20                                                                          |
        | own price       | 12.50                                                                          |
        | discount        | 7.5                                                                            |
        | before rounding | 11.5625                                                                        |
        | ignored         | The tier's price of 16.2: the customer's own price replaces it.                |
        | ignored         | The product's discount rule “Ten percent”: product discounts are not imported. |

    @B11
    Scenario Outline: A product without a price says why
      Given the customer Harbour Café has in Cin7
        | what       | value      |
        | price tier | <tier>     |
        | discount   | <discount> |
      And contacts and all products were imported
      When Northwind asks why Harbour Café pays what it does for NW-001
      Then the explanation says
        | what        | value |
        | price       |       |
        | why not set | <why> |

      Examples:
        | tier   | discount | why          | because                    |
        | Tier 3 | 0        | no price     | the tier does not price it |
        | Retail | 100      | nothing left | nothing is ever given away |
