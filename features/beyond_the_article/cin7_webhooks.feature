Feature: Cin7 webhooks
  An account with Cin7's Automation module says by itself that something moved. Whatever it says is a hint: the sale is
  read back before anything is believed, and polling goes on as the backstop.

  Background:
    Given Cin7 can reach the connector

  Rule: Webhooks are registered where the account has them

    @B5
    Scenario: Connecting has Cin7 say what moves
      When Northwind connects to Cin7
      Then Cin7 says by webhook that
        | what happened                 |
        | Sale/ShipmentAuthorised       |
        | Sale/ShipmentTrackingNumberChanged |
        | Sale/Voided                   |
        | Sale/Undo                     |
        | Customer/Updated              |
        | Product/Updated               |
      And the webhooks of the connection are listening
