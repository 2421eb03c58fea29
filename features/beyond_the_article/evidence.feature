Feature: Evidence per order
  Whoever asks what happened to an order gets one document that says everything, as it was written down at the time.

  Background:
    Given Northwind is connected to Cin7

  Rule: One document says everything that was done

    @B15
    Scenario: The way of an order is told from its approval to what Upstock heard
      Given order UP-1001 was approved
      And Upstock has heard of order UP-1001
      When a person asks for the evidence of order UP-1001
      Then it says
        | part                      | says                          |
        | approved reference        | PO-77                         |
        | options version           | 0                             |
        | planned calls             | POST sale, POST sale/order    |
        | rule of the reference     | R27                           |
        | calls                     | POST sale, POST sale/order    |
        | answers                   | 200, 200                      |
        | sent as planned           | yes                           |
        | states                    | created                       |
        | told                      | order.sale_created            |
        | acknowledged              | yes                           |

    @B15
    Scenario: Every decision is there, with who made it and why
      Given order UP-1001 is held because Cin7 refused it
      And 10 minutes passed
      And a person retried order UP-1001
      When a person asks for the evidence of order UP-1001
      Then it says
        | part      | says                        |
        | states    | held, accepted, created     |
        | problems  | refused_by_cin7             |
        | decisions | Retried by token:upstock    |
        | answers   | 400, 200, 200               |
        | told      | order.held, order.sale_created |

  Rule: No key ever stands in it

    @B15
    Scenario Outline: Not even when Cin7 repeats the key in its answer
      Given the call that opens the sale <fate>
      And order UP-1001 was approved
      And 10 minutes passed
      When a person asks for the evidence of order UP-1001
      Then Northwind's key stands nowhere in it

      Examples:
        | fate                             |
        | is refused with our key          |
        | is answered with our key as HTML |
        | fails with our key               |

  Rule: It can be kept and passed on

    @B15
    Scenario: It is downloaded as a file of its own
      Given order UP-1001 was approved
      When a person downloads the evidence of order UP-1001
      Then the file is named evidence-northwind-UP-1001.json
