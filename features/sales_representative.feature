Feature: Sales representative
  Sales are credited to the person who looks after the customer, else to "API Sales".

  Background:
    Given Northwind is connected to Cin7

  Rule: The customer's sales representative is honoured, else "API Sales"

    @R26
    Scenario Outline: The sale names whom the company knows
      Given the customer Harbour Café has in Cin7
        | what                 | value |
        | sales representative | <own> |
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 says
        | what                 | value   |
        | sales representative | <named> |

      Examples:
        | own           | named         | because                      |
        | Nancy Davolio | Nancy Davolio | she looks after the customer |
        |               | API Sales     | nobody looks after it        |

    @R26
    Scenario: Without "API Sales" among the company's contacts the field is left out
      Given the Cin7 account has
        | what           | value         |
        | sales contacts | Nancy Davolio |
      And the customer Harbour Café has in Cin7
        | what                 | value |
        | sales representative |       |
      When Upstock approves order UP-1001
      Then the sale of order UP-1001 says
        | what                 | value |
        | sales representative |       |

    @R26
    Scenario: Connecting warns when "API Sales" is missing
      Given the Cin7 account has
        | what           | value         |
        | sales contacts | Nancy Davolio |
      When Northwind connects to Cin7
      Then the connection warns of API Sales
