Feature: Cin7 webhooks
  An account with Cin7's Automation module tells by itself that something moved. Whatever it tells is a hint: the sale is
  read back before anything is believed, and polling goes on as the backstop.

  Background:
    Given Cin7 can reach the connector

  Rule: Webhooks are registered where the account has them

    @B5
    Scenario: Connecting has Cin7 tell what moves
      When Northwind connects to Cin7
      Then Northwind is connected
      And Cin7 tells by webhook
        | what                |
        | shipment authorised |
        | tracking changed    |
        | sale voided         |
        | sale undone         |
        | customer updated    |
        | product updated     |

    @B5
    Scenario: An account without webhooks works by polling alone and says so
      Given the Cin7 account has
        | what     | value |
        | webhooks | none  |
      And Northwind is connected to Cin7
      And order UP-1001 was approved
      And in Cin7 order UP-1001 is picked, packed, shipped
      When 10 minutes pass
      Then order UP-1001 is shipped
      And the connection warns of Polling alone goes on

  Rule: A webhook is a hint, and the sale is read back within seconds

    @B5 @R14
    Scenario: A shipment is told seconds after Cin7 says so
      Given Northwind is connected to Cin7
      And order UP-1001 was approved
      And 6 minutes passed
      And in Cin7 order UP-1001 is picked, packed, shipped
      When 2 minutes pass
      Then order UP-1001 is shipped
      And Upstock heard that order UP-1001 left 3 seconds after Cin7's webhook

    @B5 @B4
    Scenario: Every parcel's webhook counts, although it repeats the one before
      Given Northwind is connected to Cin7
      And order UP-1001 has the lines
        | product | quantity |
        | NW-001  | 12       |
        | NW-002  | 2        |
      And order UP-1001 was approved
      And 6 minutes passed
      And in Cin7 order UP-1001 is picked, packed, shipped in part
      And 2 minutes passed
      And in Cin7 order UP-1001 is shipped
      When 2 minutes pass
      Then Upstock was told that order UP-1001 became a sale, left in part, left
      And Upstock heard that order UP-1001 left 3 seconds after Cin7's webhook

    @B5 @R8
    Scenario: A customer that changed pays another price within minutes
      Given Northwind is connected to Cin7
      And contacts and all products were imported
      And 6 minutes passed
      And the customer Harbour Café has in Cin7
        | what       | value  |
        | price tier | Retail |
      When 2 minutes pass
      Then Harbour Café buys in Upstock from Retail

  Rule: What Cin7 switched off is switched on again

    @B5
    Scenario: Webhooks that Cin7 gave up are back within the hour, with their token
      Given Northwind is connected to Cin7
      And order UP-1001 was approved
      And Cin7 switched its webhooks off
      And 66 minutes passed
      And in Cin7 order UP-1001 is picked, packed, shipped
      When 2 minutes pass
      Then Upstock heard that order UP-1001 left 3 seconds after Cin7's webhook

  Rule: Nobody but Cin7 is listened to, and nothing is done for sales that are not ours

    @B5
    Scenario: A forged webhook is refused
      Given Northwind is connected to Cin7
      And order UP-1001 was approved
      When somebody without the token says that order UP-1001 was shipped
      Then the webhook is refused
      And no webhook counts

    @B5
    Scenario: A webhook about somebody else's sale is counted and ignored
      Given Northwind is connected to Cin7
      And a sale that no order became is shipped in Cin7
      When 2 minutes pass
      Then 1 webhook counts as foreign
      And Cin7 was not asked about sales

  Rule: Disconnecting takes our webhooks along

    @B5 @R4
    Scenario: The last thing that is asked of the account is to send no more
      Given Northwind is connected to Cin7
      When Northwind disconnects
      Then Northwind is disconnected and its key is erased
      And 0 webhooks of ours are left in Cin7

    @B5 @R4
    Scenario: Webhooks that could not be removed are named, and disconnecting waits for nobody
      Given Northwind is connected to Cin7
      And Cin7 cannot be reached for 5 minutes
      When Northwind disconnects
      Then Northwind is disconnected and its key is erased
      And 6 webhooks of ours are left in Cin7
      And the connection warns of Remove there those that lead to
