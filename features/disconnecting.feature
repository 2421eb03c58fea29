Feature: Disconnecting
  A supplier can disconnect at any time, and Cin7 can stop accepting its key at any time. Either way nothing more is
  asked of Cin7, nothing that was approved is lost, and connecting again goes on where it ended.

  Rule: Disconnecting erases the key and holds what has not reached Cin7

    @R4
    Scenario: What is in Cin7 stays readable, what is not is held
      Given Northwind is connected to Cin7
      And order UP-1001 was approved
      And Cin7 cannot be reached for 10 minutes
      And order UP-1002 was approved
      When Northwind disconnects
      Then Northwind is disconnected and its key is erased
      And order UP-1001 is created
      And these problems hold order UP-1002
        | problem      | where | says                                                |
        | disconnected |       | The link to Northwind Foods is disconnected since 2 |
      And nothing is asked of Cin7 any more

    @R4
    Scenario: An order between its two calls is finished after connecting again
      Given Northwind is connected to Cin7
      And the connector stops after Cin7 has opened the sale
      And order UP-1001 was approved
      And Northwind disconnected
      And 5 minutes passed
      When Northwind connects to Cin7
      Then order UP-1001 is created
      And Cin7 holds one complete sale for order UP-1001

    @R4
    Scenario: Connecting the same company again sends what was held for it
      Given Northwind is connected to Cin7
      And Northwind disconnected
      And order UP-1001 was approved
      When Northwind connects to Cin7
      Then order UP-1001 is created
      And Cin7 holds one complete sale for order UP-1001

  Rule: What was approved for one company never goes to another

    @R4
    Scenario: Orders of the first company wait for it
      Given Northwind is connected to Cin7
      And Northwind disconnected
      And order UP-1001 was approved
      When Northwind connects another company, Southwind Foods
      Then these problems hold order UP-1001
        | problem       | where | says                         |
        | other_company |       | approved for Northwind Foods |
      And Southwind Foods holds no sale

    @R4
    Scenario: Orders of the first company go once it is connected again
      Given Northwind is connected to Cin7
      And Northwind disconnected
      And order UP-1001 was approved
      And Northwind connected another company, Southwind Foods
      When Northwind connects to Cin7
      Then order UP-1001 is created
      And Southwind Foods holds no sale

    @R4
    Scenario: Sales that still await shipment are named before another company takes their place
      Given Northwind is connected to Cin7
      And order UP-1001 was approved
      When Northwind connects another company, Southwind Foods
      Then the connection is refused because of order UP-1001
      And Northwind is connected to Northwind Foods

  Rule: A key is lost only when Cin7 refuses it again and again

    @R4
    Scenario: A refusal that does not come again costs an order half a minute
      Given Northwind is connected to Cin7
      And Cin7 refuses the key of Northwind once
      And order UP-1001 was approved
      When 3 minutes pass
      Then order UP-1001 is created
      And Northwind is connected to Northwind Foods

    @R4
    Scenario Outline: A key that was revoked stops everything, once and with a remedy
      Given Northwind is connected to Cin7
      And the key of Northwind is revoked in Cin7, which says <words>
      And order UP-1001 was approved
      When <time> pass
      Then Northwind is <state>

      Examples:
        | words                  | time       | state     | because                                          |
        | Incorrect credentials! | 20 seconds | connected | a single refusal may be a stray one              |
        | Incorrect credentials! | 1 minutes  | lost      | it said twice that the credentials are incorrect |
        | Forbidden              | 1 minutes  | connected | two refusals may come from load                  |
        | Forbidden              | 3 minutes  | lost      | the key was refused three times in a row         |

    @R4
    Scenario: What a lost key holds up is told once, and goes by itself with a new key
      Given Northwind is connected to Cin7
      And the key of Northwind is revoked in Cin7, which says Incorrect credentials!
      And order UP-1001 was approved
      And 10 minutes passed
      When Northwind connects to Cin7 with a new key
      Then order UP-1001 is created
      And Upstock was told once that the connection is lost
      And Upstock was told that order UP-1001 is held, became a sale
