Feature: Ship-by date source
  Upstock's delivery date can be the date by which Cin7 asks the warehouse to ship, or only a line in the notes.

  Background:
    Given Northwind is connected to Cin7

  Rule: The delivery date is the ship-by date unless the supplier wants none

    @R18 @R30
    Scenario Outline: The delivery date goes where the supplier wants it
      Given Northwind has chosen
        | option         | choice   |
        | ship-by source | <source> |
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 says
        | what           | value   |
        | ship by        | <day>   |
        | shipping notes | <notes> |

      Examples:
        | source        | day        | notes                         | because                        |
        | Delivery date | 2026-05-08 |                               | the warehouse plans by it      |
        | None          |            | Expected delivery: 8 May 2026 | the warehouse plans for itself |

    @R18 @R28
    Scenario: The expected delivery goes before the comment
      Given Northwind has chosen
        | option         | choice |
        | ship-by source | None   |
      And order UP-1001 has the comments
        | comment                |
        | Leave at the back door |
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 says
        | what           | value                                                  |
        | shipping notes | Expected delivery: 8 May 2026 / Leave at the back door |

    @R18
    Scenario: An order without a delivery date tells none
      Given Northwind has chosen
        | option         | choice |
        | ship-by source | None   |
      And order UP-1001 says
        | what          | value |
        | delivery date |       |
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 says
        | what           | value |
        | ship by        |       |
        | shipping notes |       |
