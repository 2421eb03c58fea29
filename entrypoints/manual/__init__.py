"""The living documentation: features, their last results and the code behind them, as pages that people can read.

Source: B16; architecture §16. What is read is put together in `book`; `page` makes of it what a template shows, and
`site` writes the pages as files. Whoever shows them elsewhere takes `page` and the inner templates.
"""
