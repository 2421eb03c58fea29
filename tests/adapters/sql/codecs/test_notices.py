"""Subscriptions and hints to their rows and back, with every field filled."""

import pytest

from adapters.sql import SecretUnreadable, Vault, new_key
from adapters.sql.codecs.notices import hint_of, hint_row, subscription_of, subscription_row
from tests.adapters.sql.codecs.samples import full_hint, full_subscription


def test_a_subscription_comes_back_through_the_vault_that_sealed_its_token() -> None:
    vault, full = Vault([new_key()]), full_subscription()
    row = subscription_row(full, vault, version=full.version)
    assert subscription_of(row, vault) == full
    assert full.token not in (row.token, row.token_digest)
    row.supplier = "other"
    with pytest.raises(SecretUnreadable, match="moved here"):
        subscription_of(row, vault)


def test_a_hint_comes_back_from_its_row() -> None:
    assert hint_of(hint_row(full_hint())) == full_hint()
