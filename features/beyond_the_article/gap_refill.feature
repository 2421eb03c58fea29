Feature: Gap refill
  After an outage of either side, or a broken link, it is known exactly which approved orders are not in Cin7 and of
  what Upstock has not heard. What can go by itself goes; the rest of the gap closes with one click.

  Rule: The gap is named exactly

    @B9
    Scenario: Orders that wait for Cin7 are the gap, those that wait for a person are none of it
      Given Northwind is connected to Cin7
      And order UP-1001 was approved
      And order UP-1002 has the lines
        | product | quantity | price |
        | NW-404  | 1        | 14    |
      And order UP-1002 was approved
      And Cin7 cannot be reached for 60 minutes
      And order UP-1003 was approved
      When 20 minutes pass
      Then the gap of orders is
        | order   | state   | because    |
        | UP-1003 | waiting | on its way |

    @B9
    Scenario: What Upstock has not heard is the gap, also what it refused for good
      Given Northwind is connected to Cin7
      And Upstock cannot be reached
      And order UP-1001 was approved
      And in Cin7 order UP-1001 is picked, packed, shipped
      When 30 minutes pass
      Then Upstock has not heard that order UP-1001 became a sale, left

    @B9
    Scenario: After connecting again, a sale that is no longer in Cin7 is the gap
      Given Northwind is connected to Cin7
      And order UP-1002 says
        | what      | value |
        | reference | PO-78 |
      And order UP-1001 was approved
      And order UP-1002 was approved
      And Northwind disconnected
      And the sale of order UP-1001 is deleted in Cin7
      And Northwind connected again
      When 2 minutes pass
      Then the gap of orders is
        | order   | state   | because               |
        | UP-1001 | created | its sale is not found |
      And the connection says that 1 order and 2 events are missing

  Rule: One click closes it

    @B9
    Scenario: Orders of an outage of Cin7 go at once
      Given Northwind is connected to Cin7
      And Cin7 cannot be reached for 60 minutes
      And order UP-1001 was approved
      And order UP-1002 was approved
      And 60 minutes passed
      When a person replays the gap
      Then the job is done
      And order UP-1001 is created
      And order UP-1002 is created
      And there is no gap of orders

    @B9
    Scenario: Events of an outage of Upstock are told at once, each once and in order
      Given Northwind is connected to Cin7
      And Upstock cannot be reached
      And order UP-1001 was approved
      And in Cin7 order UP-1001 is picked, packed, shipped
      And 3 hours passed
      And Upstock can be reached again
      When a person replays the gap
      Then Upstock heard that order UP-1001 became a sale, left
      And Upstock has heard of everything

    @B9
    Scenario: A sale that is no longer in Cin7 is made again, once
      Given Northwind is connected to Cin7
      And order UP-1002 says
        | what      | value |
        | reference | PO-78 |
      And order UP-1001 was approved
      And order UP-1002 was approved
      And Northwind disconnected
      And the sale of order UP-1001 is deleted in Cin7
      And Northwind connected again
      And 15 minutes passed
      When a person replays the gap
      Then order UP-1001 is created
      And Cin7 holds one complete sale for order UP-1001
      And Cin7 holds one complete sale for order UP-1002
      And there is no gap of orders

  Rule: Most of it closes by itself

    @B9
    Scenario: An order that was shipped while Upstock was away is told once, later, in order
      Given Northwind is connected to Cin7
      And Upstock cannot be reached
      And order UP-1001 was approved
      And in Cin7 order UP-1001 is picked, packed, shipped
      And 3 hours passed
      And Upstock can be reached again
      When 60 minutes pass
      Then Upstock heard that order UP-1001 became a sale, left
      And Upstock has heard of everything

    @B9
    Scenario: Orders of an outage of Cin7 go within minutes of its end
      Given Northwind is connected to Cin7
      And Cin7 cannot be reached for 60 minutes
      And order UP-1001 was approved
      When 67 minutes pass
      Then order UP-1001 is created
      And Cin7 holds one complete sale for order UP-1001
