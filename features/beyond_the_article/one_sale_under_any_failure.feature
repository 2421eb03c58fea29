Feature: One sale under any failure
  Whatever breaks, and whenever: every approved order ends as exactly one complete sale.

  Background:
    Given Northwind is connected to Cin7

  Rule: A call that goes wrong costs time, never a sale

    @B2 @R13
    Scenario Outline: One complete sale comes of it, whichever call fails and however
      Given the call that <does> the sale <fate>
      And order UP-1001 was approved
      When 10 minutes pass
      Then order UP-1001 is created
      And Cin7 holds one complete sale for order UP-1001

      Examples:
        | does  | fate                               | because                             |
        | opens | times out before Cin7 has done it  | absence is believed late            |
        | opens | times out after Cin7 has done it   | the header is found by our key      |
        | opens | breaks off after Cin7 has done it  | the header is found by our key      |
        | opens | is answered with a web page        | the answer says nothing             |
        | opens | is answered with an internal error | the answer says nothing             |
        | opens | is answered with too many calls    | certainly nothing happened          |
        | fills | times out before Cin7 has done it  | the header is known and still empty |
        | fills | times out after Cin7 has done it   | the document holds our lines        |
        | fills | breaks off after Cin7 has done it  | the document holds our lines        |
        | fills | is answered with a web page        | the document decides                |
        | fills | is answered with an internal error | the document decides                |
        | fills | is answered with too many calls    | certainly nothing happened          |

  Rule: A process that dies leaves nothing behind

    @B2
    Scenario Outline: One complete sale comes of it, wherever the connector stops
      Given the connector stops <moment>
      And order UP-1001 was approved
      When 10 minutes pass
      Then order UP-1001 is created
      And Cin7 holds one complete sale for order UP-1001

      Examples:
        | moment                         | because                                   |
        | before the sale is opened      | the claim is looked for before it is sent |
        | after Cin7 has opened the sale | the header is found by our key and filled |
        | before the sale is filled      | the header is known and filled            |
        | after Cin7 has filled the sale | the document holds our lines              |

  Rule: A header that cannot be put right is replaced while it is empty

    @B2
    Scenario: Another header is made where Cin7 refuses to change the first
      Given the call that fills the sale is refused by Cin7
      And the call that changes the sale is refused by Cin7
      And order UP-1001 was approved
      And Northwind has chosen
        | option         | choice |
        | ship-by source | None   |
      When a person retries order UP-1001
      Then order UP-1001 is created
      And Cin7 holds one complete sale for order UP-1001
      And the evidence of order UP-1001 shows
        | what                                                   |
        | so it is voided while it is empty, and another is made |

  Rule: Doubles are voided only while they hold nothing

    @B2
    Scenario: Of several empty sales one is filled and the others are voided
      Given the call that opens the sale times out after Cin7 has done it
      And Cin7 holds one more empty sale for order UP-1001
      And order UP-1001 was approved
      When 10 minutes pass
      Then order UP-1001 is created
      And Cin7 holds one complete sale for order UP-1001
      And the evidence of order UP-1001 shows
        | what                                                 |
        | carried the same key and held nothing: it was voided |

    @B2
    Scenario: Two sales that hold lines are left alone and shown
      Given the call that opens the sale times out before Cin7 has done it
      And Cin7 holds two complete sales for order UP-1001
      And order UP-1001 was approved
      When 10 minutes pass
      Then these problems hold order UP-1001
        | problem       | where | says                                       |
        | several_sales |       | all carry this order's key and hold lines. |
      And Cin7 holds two complete sales for order UP-1001

  Rule: A database that is restored makes nothing twice

    @B2
    Scenario: An order that waited when the backup was made is looked for before it is sent
      Given Cin7 cannot be reached for 2 minutes
      And order UP-1001 was approved
      And a backup was made
      And 10 minutes passed
      And the backup was restored
      When 10 minutes pass
      Then order UP-1001 is created
      And Cin7 holds one complete sale for order UP-1001

    @B2
    Scenario: An order that the backup does not know is found when it is approved again
      Given a backup was made
      And order UP-1001 was approved
      And the backup was restored
      When Upstock approves order UP-1001
      Then order UP-1001 is created
      And Cin7 holds one complete sale for order UP-1001
      And the evidence of order UP-1001 shows
        | what                                                                             |
        | the database was restored to an earlier state, so a sale of this order may exist |

    @B2 @B4
    Scenario: Goods that left after the backup are seen at once
      Given order UP-1001 was approved
      And a backup was made
      And in Cin7 order UP-1001 is picked, packed, shipped
      And 10 minutes passed
      When the backup is restored
      Then order UP-1001 is shipped
