Feature: Living documentation
  These pages are made of the features, of what came of them when all were tried out last, and of the code. Nobody
  writes them by hand, so that they cannot say what is not so.

  Rule: A rule's mark says what is known of it, and since when

    @B16
    Scenario Outline: What is not proven is never shown as holding
      Given the promise "Tea is hot", whose example <result>
      When the manual is made
      Then the promise is marked <mark> with "<words>"

      Examples:
        | result                                | mark | words                                    | because                             |
        | passed on 8 May 2026                  | ✔    | Passed on 8 May 2026                     | everything that shows it passed     |
        | failed on 8 May 2026                  | ✘    | Failed on 8 May 2026                     | one failure is enough               |
        | was never tried                       | ○    | Not known: not run yet                   | nobody knows                        |
        | passed, and says something else since | ○    | Not known: its file changed since it ran | what ran on other words is no proof |
        | is missing                            | ○    | Not known: no scenario shows it yet      | a promise alone proves nothing      |

  Rule: A chapter leads from the promise to its examples, to what came of them, and to the code

    @B16
    Scenario: The page of a feature
      Given the promise "Tea is hot", whose example passed on 8 May 2026
      When the manual is made
      Then the page of its feature shows
        | what    | shown                          |
        | promise | Tea is hot.                    |
        | example | Green                          |
        | step    | somebody pours                 |
        | result  | Passed on 8 May 2026, in 0.2 s |
        | code    | domain/kettle.py:1             |
        | code    | A kettle.                      |

    @B16
    Scenario: What the manual cannot show is a finding with its place and remedy
      Given the promise "Tea is hot", whose example is missing
      When the manual is checked
      Then the findings name
        | place                  | what                                  | remedy                   |
        | features/README.md, R1 | No scenario that shows R1 has passed. | Tag a scenario with @R1. |

  Rule: The manual of this connector is whole, and in the order of the article

    @B16
    Scenario: Its contents
      When the connector's own manual is made
      Then its contents begin with
        | chapter              |
        | Connecting           |
        | Importing contacts   |
        | Importing products   |
        | Ordering workflow    |
        | Status               |
        | Advanced sales       |
        | Order creation mode  |
        | Ship-by date source  |
        | Prices               |
        | Addresses            |
        | Updating             |
        | Sales representative |
        | Field mapping        |
      And every rule from R1 to R37 and from B1 to B18 has its place

    @B16
    Scenario: The table of fields is tried out, not written
      When the connector's own manual is made
      Then its table of fields says
        | in Upstock                   | in Cin7                                                                         | by  |
        | Reference                    | CustomerReference                                                               | R27 |
        | First comment                | ShippingNotes                                                                   | R28 |
        | Order date                   | SaleOrderDate                                                                   | R29 |
        | Delivery date                | ShipBy                                                                          | R30 |
        | Custom field for the address | ShippingAddress › ID, Line1, Line2, City, State, Postcode, Country              | R25 |
        | Time of approval             | is not sent                                                                     |     |
        | Currency                     | Another holds the order: The order is in EUR; “Northwind” sells in AUD in Cin7. |     |
