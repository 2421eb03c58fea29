Feature: The imitated Cin7 Core
  Whoever integrates with Cin7 Core and has no account to try things out on can start this imitation. It is a program of
  its own: any client that calls it finds what Cin7 is documented to do, its surprises included, and can have it fail.

  Background:
    Given an imitated Cin7 was started with the account of Northwind

  Rule: What is done there stays done

    @B17
    Scenario: A sale goes its whole way in the hands of a stranger
      Given a stranger's program sold 12 NW-001 there to Harbour Café
      And the warehouse there shipped it with tracking number AB-1
      When the program reads the sale
      Then it reads
        | what            | value    |
        | status          | SHIPPING |
        | picking         | PICKED   |
        | packing         | PACKED   |
        | shipping        | SHIPPED  |
        | tracking number | AB-1     |
        | NW-001 on hand  | 88       |

  Rule: It answers as Cin7 is documented to, above all where that is surprising

    @B17
    Scenario Outline: What a client must be ready for
      When a stranger's program <does> there
      Then it gets <answer>

      Examples:
        | does                                 | answer                                | because                                       |
        | calls with a wrong key               | the refusal "Incorrect credentials!"  | the key is judged before anything else        |
        | calls an address that Cin7 lacks     | a web page                            | not every answer is JSON                      |
        | asks for page 1 in capital letters   | what it asked for                     | neither paths nor names have a case           |
        | asks for something with a wrong word | what it asked for                     | what is not known is ignored, not refused     |
        | calls 61 times in a minute           | the refusal "60 calls per 60 seconds" | each key has sixty calls in any sixty seconds |
        | sells more than there is             | what it asked for                     | the rest is on backorder, in silence          |
        | sells one product in two lines       | the refusal "duplicate value"         | and the empty sale that it began stays        |

  Rule: It fails when it is told to

    @B17
    Scenario Outline: A sale that is made in bad weather
      Given the next sale there <fate>
      When a stranger's program makes a sale there
      Then it gets <answer>
      And <many> there

      Examples:
        | fate                               | answer            | many        |
        | is answered with an internal error | an internal error | no sale is  |
        | is answered with a web page        | a web page        | no sale is  |
        | breaks off before it was made      | no answer         | no sale is  |
        | breaks off after it was made       | no answer         | one sale is |

  Rule: What nobody knows of Cin7 is a switch

    @B17
    Scenario: A client can be tried against each possibility
      Given the switch external_id_unique there is turned to yes
      And a stranger's program sold 12 NW-001 there to Harbour Café
      When a stranger's program sells under the same key again there
      Then it gets the refusal "ExternalID"

    @B17
    Scenario: Every switch says what it means and where that is written
      When somebody looks at the switches there
      Then each has a meaning, a default among its values, and a source

  Rule: Nobody waits for a clock, and everything that was asked can be looked up

    @B17
    Scenario: A minute passes when it is told to
      Given a stranger's program used up its calls of a minute there
      When 60 seconds are let pass there
      Then the program may call there again
      And the most calls seen there in any 60 seconds are 61
