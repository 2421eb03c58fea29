"""Tests, each beside the module it is about: `domain/order.py` is held by `tests/domain/test_order.py`."""
