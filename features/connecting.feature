Feature: Connecting
  A supplier lets Upstock into its Cin7 account with the account's id and an application key. What does not open
  the account is refused at once, and nothing of it is kept.

  Rule: Only a key that opens the account is kept

    @R1
    Scenario: A right key connects the company that owns the account
      When Northwind connects to Cin7
      Then Northwind is connected
      And the connection knows
        | what           | value                            |
        | company        | Northwind Foods                  |
        | currency       | AUD                              |
        | locations      | Main Warehouse, Second Warehouse |
        | tax rules      | GST on Income, GST Free          |
        | payment terms  | 30 days                          |
        | price tiers    | Retail, Wholesale                |
        | sales contacts | Nancy Davolio, API Sales         |
        | carriers       | AusPost                          |

    @R1
    Scenario: A wrong key is refused and nothing is kept
      When Northwind connects to Cin7 with a wrong key
      Then Northwind is unknown

    @R1
    Scenario: Connecting needs a location that exists
      When Northwind connects to Cin7 with the location Attic
      Then Northwind is unknown
      And the refusal names Main Warehouse, Second Warehouse

  Rule: Orders are taken in the account's default currency only

    @R2
    Scenario: An order in another currency is held and nothing is sent
      Given Northwind is connected to Cin7
      And order UP-1001 says
        | what     | value |
        | currency | USD   |
      When Upstock approves order UP-1001
      Then these problems hold order UP-1001
        | problem        | where    | says                                                         |
        | order_currency | currency | The order is in USD; “Northwind Foods” sells in AUD in Cin7. |
      And Cin7 holds no sale for order UP-1001

    @R2
    Scenario: An order for a customer of another currency is held and nothing is sent
      Given Northwind is connected to Cin7
      And order UP-1001 says
        | what     | value      |
        | customer | Quai Ouest |
      When Upstock approves order UP-1001
      Then these problems hold order UP-1001
        | problem           | where    | says                                                                |
        | customer_currency | customer | “Quai Ouest” trades in EUR; “Northwind Foods” sells in AUD in Cin7. |
      And Cin7 holds no sale for order UP-1001

  Rule: A supplier's link between Cin7 and Xero goes on as before

    @R3
    Scenario: Invoices, payments, stock and purchases are never touched
      Given Northwind is connected to Cin7
      When Upstock approves order UP-1001
      Then order UP-1001 is created
      And Cin7 was called only about
        | matter          |
        | company         |
        | reference books |
        | customers       |
        | products        |
        | sales           |
