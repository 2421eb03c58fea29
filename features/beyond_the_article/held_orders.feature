Feature: Held orders
  An order that cannot be sent waits for a person, with every reason and the remedy for each. What is cured goes by
  itself; anything else is retried, linked to a sale that somebody entered in Cin7, or ignored with a note.

  Background:
    Given Northwind is connected to Cin7

  Rule: What was held goes by itself once its cause is cured

    @B8
    Scenario Outline: The cure lets the order go, whatever held it
      Given order UP-1001 is held because <cause>
      When somebody <cure>
      Then order UP-1001 is created
      And Upstock was told that order UP-1001 is held, became a sale

      Examples:
        | cause                                   | cure                                      |
        | Cin7 has no such product                | makes the product in Cin7                 |
        | Cin7 has no such customer               | makes the customer in Cin7                |
        | two customers in Cin7 bear its name     | chooses one of the customers              |
        | its customer is deprecated              | reactivates the customer in Cin7          |
        | its customer trades in another currency | changes the customer's currency in Cin7   |
        | its address is not in Cin7              | adds the address in Cin7                  |
        | its address is not in Cin7              | chooses another address field             |
        | its tax rule is not in use              | puts the tax rule in use in Cin7          |
        | the tax rule for freight is not in use  | chooses another tax rule for freight      |
        | its location is not in use              | puts the location in use in Cin7          |
        | the default location is not in use      | connects with another default location    |
        | its terms are not in use                | puts the terms in use in Cin7             |
        | the supplier is disconnected            | connects the supplier again               |

    @B8
    Scenario: A change that cures nothing keeps the order held, and is not told
      Given order UP-1001 is held because its address is not in Cin7
      And the customer Harbour Café has in Cin7
        | what     | value            |
        | location | Second Warehouse |
      When 20 minutes pass
      Then order UP-1001 is held
      And Upstock was told that order UP-1001 is held

  Rule: A person may let orders go again, one or many

    @B8
    Scenario: Each of several orders goes for itself
      Given order UP-1001 is held because Cin7 refused it
      And order UP-1002 is held because Cin7 has no such product
      When a person retries the orders UP-1001, UP-1002 and UP-1003
      Then order UP-1001 is created
      And order UP-1002 is held
      And the answer names
        | problem   | where     |
        | not_found | numbers/2 |

  Rule: An order that somebody entered in Cin7 is linked to that sale

    @B8 @B6
    Scenario: The sale becomes the order's
      Given order UP-1001 is held because Cin7 refused it
      And order UP-1001 was entered in Cin7 by hand
      When a person links order UP-1001 to that sale
      Then order UP-1001 is created
      And the totals of order UP-1001 are
        | order  | Cin7   | difference |
        | 184.80 | 184.80 | 0.00       |
      And Upstock was told that order UP-1001 is held, became a sale
      And Cin7 holds one complete sale for order UP-1001

    @B8 @B12
    Scenario: What differs is noted and drifts, and nothing is changed
      Given order UP-1001 is held because Cin7 has no such product
      And order UP-1001 was entered in Cin7 by hand, with 5 Chai at 14.00 instead
      When a person links order UP-1001 to that sale
      Then order UP-1001 is created
      And order UP-1001 has the notes
        | note                                                                                             |
        | Linked to sale SO-00001 by token:upstock                                                         |
        | NW-999 is not on the sale; the order has 1                                                       |
        | NW-001 is on the sale 5 times, and not on the order                                              |
        | The sale is to leave by nothing; the order by 2026-05-08                                         |
        | The total in Cin7 is 77.00, the order's is 21.00: Cin7 shows a line that the order does not have |
        | No sale was ever composed of this order, so its tax is taken from the sale that it was linked to |
      And order UP-1001 drifts at
        | where             | Upstock    | Cin7 |
        | line gone NW-999  | 1          | 0    |
        | line added NW-001 | 0          | 5    |
        | ship by           | 2026-05-08 |      |

    @B8 @R14
    Scenario: Its goods are followed like those of any other
      Given order UP-1001 is held because Cin7 refused it
      And order UP-1001 was entered in Cin7 by hand
      And in Cin7 order UP-1001 is picked, packed, shipped
      And a person linked order UP-1001 to that sale
      When 10 minutes pass
      Then order UP-1001 is shipped
      And Upstock was told that order UP-1001 is held, became a sale, left

    @B8
    Scenario Outline: A sale that cannot be the order's is refused
      Given order UP-1001 is held because <cause>
      And order UP-1001 was entered in Cin7 by hand, <but>
      When a person links order UP-1001 to that sale
      Then that is refused for <problem>
      And order UP-1001 is held

      Examples:
        | cause                                   | but                            | problem                  |
        | Cin7 refused it                         | and voided                     | sale_is_void             |
        | Cin7 refused it                         | without any line               | sale_is_empty            |
        | Cin7 refused it                         | for another customer           | sale_of_another_customer |
        | its customer trades in another currency | in the customer's currency     | sale_in_another_currency |
        | Cin7 refused it                         | and linked to another order    | sale_of_another_order    |
        | Cin7 refused it                         | and deleted                    | unknown_sale             |

    @B8 @B2
    Scenario: What was begun for the order besides is voided
      Given order UP-1001 is held because Cin7 refused its lines
      And order UP-1001 was entered in Cin7 by hand
      When a person links order UP-1001 to that sale
      Then order UP-1001 is created
      And Cin7 holds one complete sale for order UP-1001
      And the evidence of order UP-1001 shows
        | what                     |
        | Linked to sale SO-00002  |

  Rule: An order is ignored with a note, and never while its sale may exist unseen

    @B8
    Scenario: An ignored order is left alone, and says why
      Given order UP-1001 is held because Cin7 has no such product
      When a person ignores order UP-1001 because it was sold at the door
      Then order UP-1001 is ignored
      And order UP-1001 has the notes
        | note                   |
        | it was sold at the door |

    @B8 @B2
    Scenario: What was begun for it is voided
      Given order UP-1001 is held because Cin7 refused its lines
      When a person ignores order UP-1001 because it was sold at the door
      Then order UP-1001 is ignored
      And Cin7 holds one voided sale for order UP-1001

    @B8 @B3
    Scenario: An order whose sale holds goods is not ignored
      Given the call that opens the sale times out before Cin7 has done it
      And Cin7 holds two complete sales for order UP-1001
      And order UP-1001 was approved
      And 10 minutes passed
      When a person ignores order UP-1001 because it was sold at the door
      Then that is refused for sale_in_the_way
      And order UP-1001 is held

    @B8 @B3
    Scenario: An order in doubt is not ignored while nobody can look for its sale
      Given the call that opens the sale times out before Cin7 has done it
      And order UP-1001 was approved
      And Northwind was disconnected
      When a person ignores order UP-1001 because it was sold at the door
      Then that is refused for conflict
      And order UP-1001 is held
