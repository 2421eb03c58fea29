Feature: Field mapping
  Which field of an order becomes which field of the sale. What Cin7 cannot keep is cut visibly and noted; what
  cannot be decided without guessing holds the order.

  Background:
    Given Northwind is connected to Cin7

  Rule: The customer's reference is the reference of the sale

    @R27
    Scenario Outline: The reference, else the order's number
      Given order UP-1001 says
        | what      | value       |
        | reference | <reference> |
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 says
        | what      | value   |
        | reference | <shown> |

      Examples:
        | reference | shown   | because                |
        | PO-77     | PO-77   | the customer gave it   |
        |           | UP-1001 | the customer gave none |

  Rule: The first comment is the shipping notes

    @R28
    Scenario: Further comments are counted, not sent
      Given order UP-1001 has the comments
        | comment                |
        | Leave at the back door |
        | Thank you              |
        | See you next week      |
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 says
        | what           | value                  |
        | shipping notes | Leave at the back door |
      And order UP-1001 has the notes
        | note                             |
        | 2 further comments were not sent |

    @R28
    Scenario: A comment that is too long is cut visibly
      Given order UP-1001 has the comments
        | comment     | times |
        | Ring twice. | 100   |
      When Upstock approves order UP-1001
      Then order UP-1001 has the notes
        | note                                                                        |
        | The comment was cut, because Cin7 keeps 1,024 characters of shipping notes. |

  Rule: Days stay the days they are

    @R29 @R30
    Scenario Outline: Order date and delivery date are the same at both ends
      Given the Cin7 account has
        | what      | value  |
        | time zone | <zone> |
      And order UP-1001 says
        | what          | value      |
        | order date    | 2026-03-01 |
        | delivery date | 2026-03-08 |
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 says
        | what       | value      |
        | order date | 2026-03-01 |
        | ship by    | 2026-03-08 |

      Examples:
        | zone               | because              |
        | Pacific/Kiritimati | its day begins first |
        | Pacific/Pago_Pago  | its day begins last  |

  Rule: An order finds its customer, and never a wrong one

    @R32
    Scenario: The exact name is enough, whatever case and space it has
      Given order UP-1001 says
        | what     | value          |
        | customer | harbour   CAFÉ |
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 says
        | what     | value        |
        | customer | Harbour Café |

    @R32
    Scenario Outline: A customer that cannot be decided holds the order
      Given order UP-1001 says
        | what     | value  |
        | customer | <name> |
      When Upstock approves order UP-1001
      Then these problems hold order UP-1001
        | problem   | where    | says   |
        | <problem> | customer | <says> |
      And Cin7 holds no sale for order UP-1001

      Examples:
        | name          | problem           | says                                   |
        | Harbour       | unknown_customer  | Cin7 has no customer “Harbour”.        |
        | Closed Corner | inactive_customer | “Closed Corner” is deprecated in Cin7. |

  Rule: Every line finds its product

    @R33
    Scenario Outline: A line names its product by exact SKU or by id
      Given order UP-1001 has the lines
        | product | quantity |
        | <named> | 2        |
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 has the lines
        | product | name | quantity |
        | NW-001  | Chai | 2        |

      Examples:
        | named      | because                |
        | NW-001     | it is the SKU          |
        | nw-001     | case does not count    |
        | id of Chai | it is the product's id |

    @R33
    Scenario Outline: A product that Cin7 does not have holds the order
      Given order UP-1001 has the lines
        | product |
        | <named> |
      When Upstock approves order UP-1001
      Then these problems hold order UP-1001
        | problem         | where         | says                                            |
        | unknown_product | sku of line 1 | Line 1: Cin7 has no product with SKU “<named>”. |

      Examples:
        | named  | because                        |
        | NW-999 | nothing is called so           |
        | NW-00  | the beginning of one is no SKU |

    @R33
    Scenario: A product that is no longer sold is sent with a note
      Given order UP-1001 has the lines
        | product |
        | NW-004  |
        | NW-005  |
      When Upstock approves order UP-1001
      Then order UP-1001 is created
      And order UP-1001 has the notes
        | note                                                                                           |
        | “Retired Relish” (NW-004) is deprecated in Cin7; it is sent, because the supplier approved it. |
        | “Sample Box” (NW-005) is not sellable in Cin7; it is sent, because the supplier approved it.   |

  Rule: Cin7 takes each product once

    @R33
    Scenario: Lines of one product, price and discount become one
      Given order UP-1001 has the lines
        | product | quantity | price | discount | comment |
        | NW-001  | 2        | 14.00 | 5        | cold    |
        | NW-002  | 1        | 19.00 | 0        |         |
        | NW-001  | 3        | 14.00 | 5        | urgent  |
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 has the lines
        | product | quantity | price | discount | total | comment      |
        | NW-001  | 5        | 14.00 | 5        | 66.50 | cold; urgent |
        | NW-002  | 1        | 19.00 | 0        | 19.00 |              |

    @R33
    Scenario: One product at two prices holds the order before anything is sent
      Given order UP-1001 has the lines
        | product | quantity | price |
        | NW-001  | 2        | 14.00 |
        | NW-001  | 3        | 12.50 |
      When Upstock approves order UP-1001
      Then these problems hold order UP-1001
        | problem                | where  | says                                                           |
        | one_product_two_prices | line 2 | “Chai” (NW-001) stands on line 1 at 14.00; on line 2 at 12.50. |
      And Cin7 holds no sale for order UP-1001

  Rule: Tax is calculated from the rule that applies, and rounded as the account does

    @R33
    Scenario: The product's rule goes before the customer's
      Given order UP-1001 has the lines
        | product | quantity | price |
        | NW-001  | 2        | 14.00 |
        | NW-003  | 2        | 10.00 |
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 has the lines
        | product | tax rule      | tax  | total |
        | NW-001  | GST on Income | 2.80 | 28.00 |
        | NW-003  | GST Free      | 0.00 | 20.00 |

    @R33
    Scenario Outline: Tax is rounded on each line or once for the sale
      Given the Cin7 account has
        | what            | value |
        | tax calculation | <how> |
      And order UP-1001 has the lines
        | product | quantity | price |
        | NW-001  | 1        | 0.05  |
        | NW-002  | 1        | 0.05  |
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 says
        | what | value |
        | tax  | <tax> |

      Examples:
        | how       | tax  | because                                |
        | Row Total | 0.02 | half a cent is rounded up on each line |
        | Total     | 0.01 | two half cents are one cent            |

  Rule: Freight and other charges stand beside the lines

    @R34
    Scenario Outline: Description and tax rule are the supplier's choice
      Given Northwind has chosen
        | option              | choice |
        | freight description | <word> |
        | freight tax rule    | <rule> |
      And order UP-1001 has the charges
        | description | amount |
        |             | 30.00  |
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 has the charges
        | description | amount | tax rule  | tax   |
        | <shown>     | 30.00  | <applied> | <tax> |

      Examples:
        | word     | rule     | shown    | applied       | tax  | because                 |
        |          |          | Freight  | GST on Income | 3.00 | nothing was chosen      |
        | Delivery | GST Free | Delivery | GST Free      | 0.00 | the supplier chose both |

  Rule: Goods leave from the customer's location, else from the default

    @R35
    Scenario Outline: The nearest choice counts
      Given the customer Harbour Café has in Cin7
        | what     | value        |
        | location | <customer's> |
      And Northwind has chosen
        | option           | choice         |
        | default location | <connection's> |
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 says
        | what     | value  |
        | location | <used> |

      Examples:
        | customer's       | connection's     | used             | because                     |
        | Second Warehouse | Main Warehouse   | Second Warehouse | the customer has its own    |
        |                  | Second Warehouse | Second Warehouse | the connection names one    |
        |                  |                  | Main Warehouse   | it is the account's default |

    @R35
    Scenario: A location that is not in use holds the order
      Given the Cin7 account has
        | what                | value |
        | deprecated location | Attic |
      And the customer Harbour Café has in Cin7
        | what     | value |
        | location | Attic |
      When Upstock approves order UP-1001
      Then these problems hold order UP-1001
        | problem          | where    | says                                                                                          |
        | location_missing | customer | “Attic”, the location of “Harbour Café” in Cin7, is not among the account's locations in use. |

  Rule: Terms, tier and contact are the customer's

    @R36
    Scenario: They are on the sale as Cin7 has them
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 says
        | what       | value           |
        | terms      | 30 days         |
        | price tier | Wholesale       |
        | contact    | Ana Reyes       |
        | phone      | 08 5550 1234    |
        | e-mail     | ana@example.com |

    @R36
    Scenario: A customer without a tier has the first
      Given the customer Harbour Café has in Cin7
        | what       | value |
        | price tier |       |
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 says
        | what       | value  |
        | price tier | Retail |

  Rule: Some things are always said

    @R37
    Scenario: No quote, prices without tax, and our own mark
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 says
        | what               | value                     |
        | quote skipped      | yes                       |
        | prices include tax | no                        |
        | our key            | upstock:northwind:UP-1001 |
