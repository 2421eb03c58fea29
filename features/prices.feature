Feature: Prices
  Cin7's prices become Upstock's price lists by themselves: as few as give every customer exactly one, each with a
  name that says whose it is. What Cin7 does not price is not sold for nothing.

  Background:
    Given Northwind is connected to Cin7

  Rule: As few price lists as give every customer exactly one

    @R19
    Scenario: Customers who buy alike share a list
      Given the customer Sparrow Bakery has in Cin7
        | what       | value  |
        | price tier | Retail |
      When an operator imports contacts and all products
      Then Upstock has the price lists
        | price list       | customers                |
        | Retail           | Sparrow Bakery           |
        | Wholesale        | Harbour Café, Slow Payer |
        | Wholesale in EUR | Quai Ouest               |

    @R19
    Scenario Outline: Names explain themselves
      Given the customer Harbour Café has in Cin7
        | what   | value   |
        | <what> | <value> |
      When an operator imports contacts and all products
      Then Harbour Café buys in Upstock from <price list>

      Examples:
        | what                | value  | price list           | because                                 |
        | price tier          | Retail | Retail               | the tier says it all                    |
        | discount            | 7.5    | Wholesale less 7.5 % | its discount is in the prices           |
        | own price of NW-001 | 12.50  | Harbour Café prices  | nobody else pays these                  |
        | own price of NW-001 | 0      | Wholesale            | a price of 0 is none                    |
        | price tier          |        | Retail               | a customer without a tier has the first |

    @R19
    Scenario: A list that nobody buys from any more is removed
      Given contacts and all products were imported
      And the customer Quai Ouest has in Cin7
        | what     | value |
        | currency | AUD   |
      When 20 minutes pass
      Then Upstock has the price lists
        | price list | customers                                            |
        | Wholesale  | Harbour Café, Sparrow Bakery, Quai Ouest, Slow Payer |

  Rule: A tier price of 0 is no price

    @R20
    Scenario: A product that a tier does not price is left off its list
      Given the product NW-002 has in Cin7
        | what            | value |
        | Wholesale price | 0     |
      When an operator imports contacts and all products
      Then the price list Wholesale says
        | product | price |
        | NW-001  | 16.20 |
        | NW-003  | 16.20 |

    @R20
    Scenario: A renamed tier goes on under its new name
      Given contacts and all products were imported
      And the Cin7 account has
        | what   | value |
        | tier 2 | Trade |
      When 24 hours pass
      Then Harbour Café buys in Upstock from Trade

  Rule: A customer's own price replaces its tier's

    @R21
    Scenario: Only the products with an own price differ from the tier
      Given the customer Harbour Café has in Cin7
        | what                | value |
        | own price of NW-001 | 12.50 |
      When an operator imports contacts and all products
      Then the price list Harbour Café prices says
        | product | price |
        | NW-001  | 12.50 |
        | NW-002  | 16.20 |
        | NW-003  | 16.20 |

  Rule: A customer's discount is on tier and own price alike, and half a cent goes up

    @R22
    Scenario: The discount is in the prices of the list
      Given the customer Harbour Café has in Cin7
        | what                | value |
        | discount            | 7.5   |
        | own price of NW-001 | 12.50 |
      When an operator imports contacts and all products
      Then the price list Harbour Café prices says
        | product | price |
        | NW-001  | 11.56 |
        | NW-002  | 14.99 |
        | NW-003  | 14.99 |

    @R22
    Scenario: A discount of everything gives nothing away
      Given the customer Harbour Café has in Cin7
        | what     | value |
        | discount | 100   |
      When an operator imports contacts and all products
      Then the price list Wholesale less 100 % says
        | product | price |

  Rule: Discounts of products, volume discounts and coupons are not imported

    @R23
    Scenario: A product's discount rule changes no price
      Given the product NW-001 has in Cin7
        | what          | value       |
        | discount rule | Ten percent |
      When an operator imports contacts and all products
      Then the price list Wholesale says
        | product | price |
        | NW-001  | 16.20 |
        | NW-002  | 16.20 |
        | NW-003  | 16.20 |
