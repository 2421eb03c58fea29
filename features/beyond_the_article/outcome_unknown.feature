Feature: Outcome unknown
  When a call got no usable answer, nobody knows yet what came of it. That is a state of its own, never shown as
  failed, and nothing is sent again before Cin7 was looked at.

  Background:
    Given Northwind is connected to Cin7

  Rule: An unclear outcome is checked, not called a failure

    @B3
    Scenario: An order whose call got no answer is being checked
      Given the call that opens the sale times out after Cin7 has done it
      When Upstock approves order UP-1001
      Then order UP-1001 is checking
      And Upstock is told nothing about order UP-1001
      And Cin7 holds one empty sale for order UP-1001

  Rule: Presence is believed at once, absence only after a while

    @B3
    Scenario: What is there is found by the first look
      Given the call that fills the sale times out after Cin7 has done it
      And order UP-1001 was approved
      When 10 seconds pass
      Then order UP-1001 is created
      And the evidence of order UP-1001 shows
        | what     |
        | complete |

    @B3
    Scenario Outline: What is not there may still come
      Given the call that opens the sale times out before Cin7 has done it
      And order UP-1001 was approved
      When <time> pass
      Then order UP-1001 is <state>
      And Cin7 holds <what> for order UP-1001

      Examples:
        | time       | state    | what              | because                                      |
        | 20 seconds | checking | no sale           | the lost call may still be on its way        |
        | 2 minutes  | created  | one complete sale | it was looked for long enough, and sent anew |

  Rule: What a person did meanwhile is not contradicted

    @B3
    Scenario: A sale that was voided in Cin7 is not made again by itself
      Given the call that opens the sale times out before Cin7 has done it
      And Cin7 holds one voided sale for order UP-1001
      And order UP-1001 was approved
      When 10 minutes pass
      Then these problems hold order UP-1001
        | problem     | where | says                                                  |
        | sale_voided |       | was voided or deleted in Cin7 before it was complete. |
      And Cin7 holds one voided sale for order UP-1001

    @B3
    Scenario: A retry of an order in doubt looks before it sends
      Given the call that opens the sale times out before Cin7 has done it
      And Cin7 holds one voided sale for order UP-1001
      And order UP-1001 was approved
      And 10 minutes passed
      And Cin7 holds one more complete sale for order UP-1001
      When a person retries order UP-1001
      Then order UP-1001 is created
      And Cin7 holds one complete sale for order UP-1001

    @B3 @B8
    Scenario: A retry after a sale was voided makes another one
      Given the call that opens the sale times out before Cin7 has done it
      And Cin7 holds one voided sale for order UP-1001
      And order UP-1001 was approved
      And 10 minutes passed
      When a person retries order UP-1001
      Then order UP-1001 is created
      And Cin7 holds one complete sale for order UP-1001
