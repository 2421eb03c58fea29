Feature: Shipment truth table
  Marking an order shipped mails a real customer and may charge a card. It happens only when the sale's own document
  shows that everything left, it happens once, and every other case has one visible outcome.

  Background:
    Given Northwind is connected to Cin7

  Rule: Shipped means that everything is shipped

    @B4 @R14
    Scenario Outline: What left the warehouse decides, and nothing else
      Given order UP-1001 has the lines
        | product | quantity |
        | NW-001  | 12       |
        | NW-002  | 2        |
      And order UP-1001 was approved
      And in Cin7 order UP-1001 is <done>
      When 10 minutes pass
      Then order UP-1001 is <state>
      And Upstock was told that order UP-1001 <told>

      Examples:
        | done                                                     | state          | told                        | because                                      |
        | picked                                                   | created        | became a sale               | nothing left yet                             |
        | picked, packed                                           | created        | became a sale               | nothing left yet                             |
        | invoiced, paid                                           | created        | became a sale               | money says nothing about goods               |
        | picked, packed, invoiced, paid                           | created        | became a sale               | money says nothing about goods               |
        | picked, packed, shipped in part                          | partly_shipped | became a sale, left in part | a box is still there                         |
        | picked in part, packed, shipped                          | partly_shipped | became a sale, left in part | some goods are in no fulfilment yet          |
        | picked in part, packed, shipped, picked, packed          | partly_shipped | became a sale, left in part | the second fulfilment is packed, not shipped |
        | picked, packed, shipped                                  | shipped        | became a sale, left         | everything left                              |
        | picked, packed, shipped, invoiced, paid                  | shipped        | became a sale, left         | everything left, whatever was paid           |
        | picked in part, packed, shipped, picked, packed, shipped | shipped        | became a sale, left         | both fulfilments left within one poll        |
        | picked, packed, shipped in part, shipped                 | shipped        | became a sale, left         | the last box left too                        |

    @B4
    Scenario: Goods on backorder are not forgotten
      Given the stock of NW-001 in Cin7 is 5
      And order UP-1001 was approved
      And in Cin7 order UP-1001 is picked, packed, shipped
      When 10 minutes pass
      Then order UP-1001 is partly_shipped
      And Upstock was told that order UP-1001 became a sale, left in part

    @B4 @R16
    Scenario: An advanced sale is shipped with its last fulfilment
      Given Northwind has chosen
        | option | choice   |
        | type   | Advanced |
      And order UP-1001 was approved
      And in Cin7 order UP-1001 is picked in part, packed, shipped
      And 10 minutes passed
      And in Cin7 order UP-1001 is picked, packed, shipped
      When 10 minutes pass
      Then order UP-1001 is shipped
      And Upstock was told that order UP-1001 became a sale, left in part, left

    @B4 @R17
    Scenario: A sale that Cin7 ships at creation is told like any other
      Given Northwind has chosen
        | option        | choice                  |
        | creation mode | Auto Pick + Pack + Ship |
      And order UP-1001 was approved
      When 10 minutes pass
      Then order UP-1001 is shipped
      And Upstock was told that order UP-1001 became a sale, left

    @B4
    Scenario: A service holds nothing back
      Given order UP-1001 has the lines
        | product | quantity |
        | NW-001  | 12       |
        | NW-090  | 1        |
      And order UP-1001 was approved
      And in Cin7 of order UP-1001 are picked, packed and shipped
        | product | quantity |
        | NW-001  | 12       |
      When 10 minutes pass
      Then order UP-1001 is shipped

  Rule: Upstock hears each thing once, and never that goods came back

    @B4 @R14
    Scenario: A shipped order is told once, however often its sale moves
      Given order UP-1001 was approved
      And in Cin7 order UP-1001 is picked, packed, shipped
      And 10 minutes passed
      And in Cin7 order UP-1001 is invoiced, paid
      When 30 minutes pass
      Then order UP-1001 is shipped
      And Upstock was told that order UP-1001 became a sale, left

    @B4
    Scenario: A shipment that is undone is an alarm, not a message
      Given order UP-1001 was approved
      And in Cin7 order UP-1001 is picked, packed, shipped
      And 10 minutes passed
      And in Cin7 order UP-1001 is undone
      When 10 minutes pass
      Then order UP-1001 is shipped
      And the shipment of order UP-1001 raises the alarm undone_after_shipped
      And Upstock was told that order UP-1001 became a sale, left

    @B4
    Scenario: A sale that is shipped again after an undo is not told again
      Given order UP-1001 was approved
      And in Cin7 order UP-1001 is picked, packed, shipped
      And 10 minutes passed
      And in Cin7 order UP-1001 is undone
      And 10 minutes passed
      And in Cin7 order UP-1001 is authorised, picked, packed, shipped
      When 10 minutes pass
      Then order UP-1001 is shipped
      And the shipment of order UP-1001 raises no alarm
      And Upstock was told that order UP-1001 became a sale, left

    @B4
    Scenario: A sale that goes back to draft before shipping waits
      Given order UP-1001 was approved
      And in Cin7 order UP-1001 is picked, packed, undone
      When 10 minutes pass
      Then order UP-1001 is created
      And Upstock was told that order UP-1001 became a sale

    @B4
    Scenario Outline: A voided sale is told at any time
      Given order UP-1001 was approved
      And in Cin7 order UP-1001 is <done>
      And 10 minutes passed
      And in Cin7 order UP-1001 is voided
      When 10 minutes pass
      Then order UP-1001 is voided
      And Upstock was told that order UP-1001 <told>

      Examples:
        | done                    | told                            |
        | picked                  | became a sale, was voided       |
        | picked, packed, shipped | became a sale, left, was voided |

    @B4
    Scenario: A sale that somebody deleted is voided once nobody can find it any more
      Given order UP-1001 was approved
      And 10 minutes passed
      And the sale of order UP-1001 is deleted in Cin7
      When 2 days pass
      Then order UP-1001 is voided
      And Upstock was told that order UP-1001 became a sale, was voided

  Rule: A parcel can be followed as soon as Cin7 says how

    @R31 @B4
    Scenario Outline: Tracking is the first address, else the first number
      Given order UP-1001 was approved
      And in Cin7 order UP-1001 is picked, packed
      And in Cin7 order UP-1001 is shipped with
        | carrier | tracking number | tracking URL |
        | AusPost | <number>        | <address>    |
      When 10 minutes pass
      Then order UP-1001 is followed by <tracking>
      And the parcels of order UP-1001 are
        | carrier | tracking   | boxes | contents    |
        | AusPost | <tracking> | Box 1 | 12 × NW-001 |

      Examples:
        | number | address                  | tracking                 | because                         |
        | 1Z999  | https://track.example/1Z | https://track.example/1Z | an address can be opened        |
        | 1Z999  |                          | 1Z999                    | a number is better than nothing |

    @R31 @B4
    Scenario: Tracking that comes later is told once more
      Given order UP-1001 was approved
      And in Cin7 order UP-1001 is picked, packed, shipped
      And 10 minutes passed
      And in Cin7 order UP-1001 is shipped with
        | carrier | tracking number |
        | AusPost | 1Z999           |
      When 10 minutes pass
      Then order UP-1001 is followed by 1Z999
      And Upstock was told that order UP-1001 became a sale, left, can be followed

    @R31 @B4
    Scenario: Every parcel is kept with what is in it
      Given order UP-1001 has the lines
        | product | quantity |
        | NW-001  | 12       |
        | NW-002  | 2        |
      And order UP-1001 was approved
      And in Cin7 order UP-1001 is picked
      And in Cin7 order UP-1001 is packed into
        | product | quantity | box   |
        | NW-001  | 12       | Box A |
        | NW-002  | 2        | Box B |
      And in Cin7 order UP-1001 is shipped with
        | box   | carrier | tracking number |
        | Box A | AusPost | 1Z001           |
        | Box B | AusPost | 1Z002           |
      When 10 minutes pass
      Then order UP-1001 is followed by 1Z001
      And the parcels of order UP-1001 are
        | carrier | tracking | boxes | contents    |
        | AusPost | 1Z001    | Box A | 12 × NW-001 |
        | AusPost | 1Z002    | Box B | 2 × NW-002  |

  Rule: Cin7 is asked no more often than needed

    @R14 @B10
    Scenario: Nothing is asked while nothing awaits shipment
      When 60 minutes pass
      Then Cin7 was not asked about sales

    @R14 @B10
    Scenario: A person who does not want to wait has shipments read at once
      Given order UP-1001 was approved
      And in Cin7 order UP-1001 is picked, packed, shipped
      When a person has shipments read
      Then order UP-1001 is shipped

    @R14 @B2
    Scenario: A sale that cannot be read delays no other
      Given order UP-1001 was approved
      And order UP-1002 says
        | what      | value |
        | reference | PO-78 |
      And order UP-1002 was approved
      And in Cin7 order UP-1001 is picked, packed, shipped
      And in Cin7 order UP-1002 is picked, packed, shipped
      And the call that reads the sale is answered with an internal error
      When 10 minutes pass
      Then order UP-1001 is shipped
      And order UP-1002 is shipped
