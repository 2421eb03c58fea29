Feature: Importing contacts
  Once a supplier is connected, somebody of Upstock imports its customers. From then on they follow Cin7 by themselves.

  Background:
    Given Northwind is connected to Cin7

  Rule: Contacts are imported when somebody of Upstock asks for it

    @R5
    Scenario: Nobody is imported by connecting alone
      When 20 minutes pass
      Then Upstock has the contacts
        | contact |

    @R5
    Scenario: Active customers come with their terms
      When an operator imports contacts
      Then Upstock has the contacts
        | contact        | e-mail          | price tier | currency | credit hold |
        | Harbour Café   | ana@example.com | Wholesale  | AUD      | no          |
        | Sparrow Bakery | ana@example.com | Wholesale  | AUD      | no          |
        | Quai Ouest     | ana@example.com | Wholesale  | EUR      | no          |
        | Slow Payer     | ana@example.com | Wholesale  | AUD      | yes         |

  Rule: Who leaves is told as no longer active

    @R5 @R8
    Scenario: A customer that is deprecated in Cin7 stays known as inactive
      Given contacts were imported
      And the customer Sparrow Bakery has in Cin7
        | what   | value      |
        | status | Deprecated |
      When 20 minutes pass
      Then Upstock has the contacts
        | contact        | active |
        | Harbour Café   | yes    |
        | Sparrow Bakery | no     |
        | Quai Ouest     | yes    |
        | Slow Payer     | yes    |
