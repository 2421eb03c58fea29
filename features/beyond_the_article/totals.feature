Feature: Totals
  What the customer owes is the same at both ends, to the cent. Where Cin7 comes to another amount the order says by
  how much, and why.

  Background:
    Given Northwind is connected to Cin7

  Rule: Both totals are compared to the cent

    @B6
    Scenario: Equal totals have no difference
      Given order UP-1001 has the charges
        | description | amount |
        | Freight     | 30.00  |
      When Upstock approves order UP-1001
      Then the totals of order UP-1001 are
        | order  | Cin7   | difference |
        | 217.80 | 217.80 | 0.00       |
      And order UP-1001 has no notes

    @B6
    Scenario: A discount given in Cin7 before we looked is named as the cause
      Given Northwind has chosen
        | option | choice |
        | status | Draft  |
      And the call that fills the sale times out after Cin7 has done it
      And order UP-1001 was approved
      And the supplier discounts the sale of order UP-1001 by 10 % in Cin7
      When 10 minutes pass
      Then the totals of order UP-1001 are
        | order  | Cin7   | difference |
        | 184.80 | 166.32 | -18.48     |
      And order UP-1001 has the notes
        | note                                                                                      |
        | The total in Cin7 is 166.32, the order's is 184.80: Cin7 shows another discount on a line |
