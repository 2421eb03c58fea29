Feature: Advanced sales
  A supplier that invoices or ships an order in several parts chooses advanced sales.

  Background:
    Given Northwind is connected to Cin7

  Rule: Advanced sales are made where the supplier chose them

    @R16
    Scenario Outline: The chosen type is the type of the sale
      Given Northwind has chosen
        | option | choice |
        | type   | <type> |
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 says
        | what | value   |
        | type | <shown> |

      Examples:
        | type     | shown         | because                                 |
        | Simple   | Simple Sale   | one invoice and one fulfilment          |
        | Advanced | Advanced Sale | several invoices and fulfilments may be |

    @R16
    Scenario: A supplier that chose nothing gets simple sales
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 says
        | what | value       |
        | type | Simple Sale |
