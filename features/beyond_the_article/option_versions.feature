Feature: Option versions
  Every choice of options is kept as a version: who chose what, and when. Before a choice is saved, the last orders show
  what it would have changed.

  Background:
    Given Northwind is connected to Cin7

  Rule: Every version says who changed what, and when

    @B14
    Scenario: The latest version comes first, with what it changed
      Given Northwind has chosen
        | option              | choice   |
        | status              | Draft    |
        | freight description | Delivery |
      And 120 minutes passed
      When Northwind chooses Simple, Authorised and Auto Pick
      Then the versions of the options are
        | version | who     | when        | changed                                                                       |
        | 2       | Upstock | now         | status from Draft to Authorised, creation mode from No Pick to Auto Pick      |
        | 1       | Upstock | 2 hours ago | status from Authorised to Draft, freight description from Freight to Delivery |

    @B14
    Scenario: The same choice again makes no new version
      Given Northwind has chosen
        | option | choice     |
        | status | Authorised |
        | type   | Advanced   |
      When Northwind chooses Advanced, Authorised and No Pick
      Then the versions of the options are
        | version | who     | when | changed                      |
        | 1       | Upstock | now  | type from Simple to Advanced |

  Rule: A choice can be tried on the last orders before it is saved

    @B14
    Scenario: Each field that would have been otherwise is shown with its rule
      Given order UP-1002 has the comments
        | comment                |
        | Leave at the back door |
      And order UP-1001 was approved
      And order UP-1002 was approved
      When Northwind tries out
        | option         | choice |
        | status         | Draft  |
        | ship-by source | None   |
      Then these fields of the last orders would have been otherwise
        | order   | field          | was                    | would be                                              | rule |
        | UP-1002 | ship by        | 2026-05-08             |                                                       | R18  |
        | UP-1002 | shipping notes | Leave at the back door | Expected delivery: 8 May 2026 / Leave at the back door | R18  |
        | UP-1002 | order status   | AUTHORISED             | DRAFT                                                 | R15  |
        | UP-1001 | ship by        | 2026-05-08             |                                                       | R18  |
        | UP-1001 | shipping notes |                        | Expected delivery: 8 May 2026                         | R18  |
        | UP-1001 | order status   | AUTHORISED             | DRAFT                                                 | R15  |
      And the options in force are the defaults

    @B14
    Scenario: Orders that would be held, and orders that would be held no longer
      Given Northwind has chosen
        | option        | choice           |
        | address field | Delivery address |
      And order UP-1001 has the custom fields
        | field            | value     |
        | Delivery address | 7 Nowhere |
      And order UP-1002 has the custom fields
        | field   | value     |
        | Ship to | 9 Nowhere |
      And order UP-1001 was approved
      And order UP-1002 was approved
      When Northwind tries out
        | option        | choice  |
        | address field | Ship to |
      Then these of the last orders would have been held or held no longer
        | order   | would be       | because         |
        | UP-1002 | held           | unknown_address |
        | UP-1001 | held no longer |                 |

    @B14
    Scenario: What cannot be chosen cannot be tried out
      When Northwind tries out
        | option        | choice    |
        | status        | Draft     |
        | creation mode | Auto Pick |
      Then the choice is refused
