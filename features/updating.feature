Feature: Updating
  Changes in Cin7 arrive by themselves, or at once when somebody asks for it.

  Background:
    Given Northwind is connected to Cin7

  Rule: Changed products, prices and customers are imported by themselves

    @R8
    Scenario: A new price arrives within a quarter of an hour
      Given contacts and all products were imported
      And the product NW-001 has in Cin7
        | what            | value |
        | Wholesale price | 17.00 |
      When 16 minutes pass
      Then the price list Wholesale says
        | product | price |
        | NW-001  | 17.00 |
        | NW-002  | 16.20 |
        | NW-003  | 16.20 |

    @R8
    Scenario: An own price that leaves no newer date on its customer is found by night
      Given contacts and all products were imported
      And the customer Harbour Café has in Cin7, without a newer date
        | what                | value |
        | own price of NW-001 | 12.50 |
      When 24 hours pass
      Then Harbour Café buys in Upstock from Harbour Café prices

    @R8
    Scenario: Where nothing changed, nothing is told
      Given contacts and all products were imported
      When 15 minutes pass
      Then Upstock is told nothing new
      And Cin7 was called 2 times

  Rule: A supplier can have changes imported at once

    @R9
    Scenario: A sync is a job that can be followed to its end
      Given contacts and all products were imported
      And the product NW-001 has in Cin7
        | what            | value |
        | Wholesale price | 17.00 |
      When Northwind syncs prices
      Then the job is done
      And the price list Wholesale says
        | product | price |
        | NW-001  | 17.00 |
        | NW-002  | 16.20 |
        | NW-003  | 16.20 |

    @R9
    Scenario: A second request joins the job that is running
      Given Cin7 cannot be reached for 3 minutes
      And Northwind asked to sync prices
      When Northwind syncs prices
      Then there is one job
