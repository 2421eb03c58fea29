Feature: Addresses
  Goods and bills go to the customer's own addresses in Cin7. The connector never makes Cin7 add one, and never
  guesses.

  Background:
    Given Northwind is connected to Cin7

  Rule: A customer's own addresses are on its orders by themselves

    @R24
    Scenario: The default addresses are taken and none is added
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 says
        | what               | value         |
        | shipping address   | 1 Quay Street |
        | shipped to another | no            |
        | billing address    | PO Box 9      |
      And Harbour Café has 3 addresses in Cin7

    @R24
    Scenario: The first address of a kind is taken where none is the default
      Given the addresses of Harbour Café in Cin7 are
        | first line    | kind     | default |
        | 7 Market Lane | Shipping | no      |
        | 1 Quay Street | Shipping | no      |
        | 2 Office Park | Business | yes     |
        | PO Box 9      | Billing  | no      |
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 says
        | what             | value         |
        | shipping address | 7 Market Lane |
        | billing address  | PO Box 9      |
      And Harbour Café has 4 addresses in Cin7

  Rule: A custom field in Upstock names the address to use

    @R25
    Scenario Outline: The address that the order names is used
      Given Northwind has chosen
        | option        | choice           |
        | address field | Delivery address |
      And order UP-1001 has the custom fields
        | field            | value   |
        | Delivery address | <named> |
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 says
        | what             | value  |
        | shipping address | <used> |
      And Harbour Café has 3 addresses in Cin7

      Examples:
        | named           | used          | because                     |
        | 7 Market Lane   | 7 Market Lane | the first line is its name  |
        | 7  MARKET  lane | 7 Market Lane | case and space do not count |
        |                 | 1 Quay Street | nothing is named            |

    @R25
    Scenario: A name that no address has holds the order
      Given Northwind has chosen
        | option        | choice           |
        | address field | Delivery address |
      And order UP-1001 has the custom fields
        | field            | value     |
        | Delivery address | 7 Nowhere |
      When Upstock approves order UP-1001
      Then these problems hold order UP-1001
        | problem         | where            | says                                              |
        | unknown_address | Delivery address | No address of the customer is called “7 Nowhere”. |
      And Cin7 holds no sale for order UP-1001

    @R25
    Scenario: A name that different addresses share holds the order
      Given Northwind has chosen
        | option        | choice           |
        | address field | Delivery address |
      And the addresses of Harbour Café in Cin7 are
        | first line    | city      | kind     | default |
        | 7 Market Lane | Fremantle | Shipping | yes     |
        | 7 Market Lane | Perth     | Shipping | no      |
      And order UP-1001 has the custom fields
        | field            | value         |
        | Delivery address | 7 Market Lane |
      When Upstock approves order UP-1001
      Then these problems hold order UP-1001
        | problem           | where            | says                                                              |
        | ambiguous_address | Delivery address | 2 different addresses of the customer are called “7 Market Lane”. |
      And Cin7 holds no sale for order UP-1001
