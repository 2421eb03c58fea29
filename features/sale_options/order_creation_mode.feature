Feature: Order creation mode
  Cin7 can pick, pack and ship a sale by itself when it is made. A combination that Cin7 cannot do is refused when
  it is chosen, never when an order arrives.

  Background:
    Given Northwind is connected to Cin7

  Rule: Automatic steps need a simple sale that is authorised

    @R17
    Scenario Outline: Impossible combinations are refused when they are chosen
      When Northwind chooses <type>, <status> and <mode>
      Then the choice is <answer>

      Examples:
        | type     | status     | mode                    | answer  | because                            |
        | Simple   | Authorised | Auto Pick               | kept    | nothing speaks against it          |
        | Simple   | Authorised | Auto Pick + Pack        | kept    | nothing speaks against it          |
        | Simple   | Authorised | Auto Pick + Pack + Ship | kept    | nothing speaks against it          |
        | Advanced | Draft      | No Pick                 | kept    | nothing is done by itself          |
        | Advanced | Authorised | Auto Pick               | refused | Cin7 ignores it on advanced sales  |
        | Simple   | Draft      | Auto Pick               | refused | Cin7 picks only what is authorised |

  Rule: The sale goes as far as the supplier chose

    @R17
    Scenario Outline: The chosen mode is applied
      Given Northwind has chosen
        | option        | choice |
        | creation mode | <mode> |
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 says
        | what     | value      |
        | picking  | <picking>  |
        | packing  | <packing>  |
        | shipping | <shipping> |

      Examples:
        | mode                    | picking    | packing    | shipping    |
        | No Pick                 | NOT PICKED | NOT PACKED | NOT SHIPPED |
        | Auto Pick               | PICKED     | NOT PACKED | NOT SHIPPED |
        | Auto Pick + Pack        | PICKED     | PACKED     | NOT SHIPPED |
        | Auto Pick + Pack + Ship | PICKED     | PACKED     | SHIPPED     |

    @R17
    Scenario: Cin7 applies no mode when something is on backorder, and the order says so
      Given Northwind has chosen
        | option        | choice    |
        | creation mode | Auto Pick |
      And order UP-1001 has the lines
        | product | quantity |
        | NW-001  | 150      |
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 says
        | what   | value       |
        | status | BACKORDERED |
      And order UP-1001 has the notes
        | note                                                                 |
        | 50 of 150 × NW-001 are on backorder in Cin7                          |
        | Auto Pick was not applied by Cin7, because something is on backorder |
