Feature: Many suppliers
  One supplier's backlog, outage or bad key is its own: nobody else's orders wait for it.

  Background:
    Given Northwind is connected to Cin7
    And Southwind is connected to Cin7 with 40 orders waiting

  Rule: Another supplier's trouble costs nobody else any time

    @B18
    Scenario Outline: An order goes at once, whatever becomes of another supplier's
      Given Southwind <trouble>
      When Upstock approves order UP-1001
      Then order UP-1001 is created
      And at most one call for Southwind went before those for order UP-1001
      And <count> orders of Southwind are created

      Examples:
        | trouble                                | count | because                                             |
        | has nothing but its queue              | 30    | 60 calls a minute are 30 orders, of one key's own   |
        | loses every answer of Cin7             | 0     | its orders are looked for, each when its time comes |
        | has a key that Cin7 no longer accepts  | 0     | its orders wait, and its key is asked about         |
        | has a key that wants to be left alone  | 0     | Cin7 says so of one key, and means no other         |

  Rule: Trouble that ends leaves nothing behind

    @B18
    Scenario: A supplier's queue goes on by itself, as fast as its own calls allow
      Given Southwind has nothing but its queue
      When 2 minutes pass
      Then 40 orders of Southwind are created
