import base64

import pytest

from adapters.sql import SecretUnreadable, UnusableKeys, Vault, new_key

SECRET = {"application_key": "5a4c9c0e-key", "account_id": "a-1"}
PASSPHRASE = "correct horse battery staple"


def sealed(vault: Vault) -> str:
    return vault.seal(SECRET, supplier="northwind", field="credentials")


def opened(vault: Vault, ciphertext: str) -> dict[str, str]:
    return vault.open(ciphertext, supplier="northwind", field="credentials")


@pytest.mark.parametrize(
    "key", [new_key(), PASSPHRASE, "x" * 16, "ключ " * 4], ids=["made", "passphrase", "shortest", "not latin"]
)
def test_a_secret_comes_back_under_the_same_key(key: str) -> None:
    assert opened(Vault([key]), sealed(Vault([key]))) == SECRET


def test_a_ciphertext_shows_nothing_and_never_repeats() -> None:
    vault = Vault([new_key()])
    assert sealed(vault) != sealed(vault)
    assert "key" not in sealed(vault)
    assert b"5a4c9c0e" not in base64.urlsafe_b64decode(sealed(vault))


def test_the_first_key_encrypts_and_every_key_decrypts() -> None:
    old, new = new_key(), PASSPHRASE
    before = sealed(Vault([old]))
    assert opened(Vault([new, old]), before) == SECRET
    with pytest.raises(SecretUnreadable):
        opened(Vault([old]), sealed(Vault([new, old])))


def test_a_rotated_secret_needs_the_new_key_alone() -> None:
    old, new = new_key(), new_key()
    rotated = Vault([new, old]).rotated(sealed(Vault([old])))
    assert opened(Vault([new]), rotated) == SECRET


def test_without_the_old_key_nothing_is_rotated() -> None:
    with pytest.raises(SecretUnreadable, match="keep the old key"):
        Vault([new_key()]).rotated(sealed(Vault([new_key()])))


@pytest.mark.parametrize(("supplier", "field"), [("other", "credentials"), ("northwind", "webhook_token")])
def test_a_ciphertext_moved_elsewhere_is_refused(supplier: str, field: str) -> None:
    vault = Vault([new_key()])
    with pytest.raises(SecretUnreadable, match="moved here"):
        vault.open(sealed(vault), supplier=supplier, field=field)


def test_an_unknown_key_is_named_with_its_remedy() -> None:
    with pytest.raises(SecretUnreadable, match=r"credentials of supplier northwind.*SECRET_KEYS"):
        opened(Vault([new_key()]), sealed(Vault([new_key()])))


@pytest.mark.parametrize("key", ["", "short", "x" * 15])
def test_a_short_key_is_refused_without_being_shown(key: str) -> None:
    with pytest.raises(UnusableKeys, match=f"Key 2 of SECRET_KEYS has {len(key)} characters") as refused:
        Vault([new_key(), key])
    assert not key or key not in str(refused.value)


def test_no_key_at_all_is_refused() -> None:
    with pytest.raises(UnusableKeys, match="SECRET_KEYS is empty"):
        Vault([])


def test_derived_bytes_differ_by_purpose_and_key_and_stay_the_same() -> None:
    key = new_key()
    first = Vault([key]).derived("console cookies")
    assert len(first) == 32
    assert first == Vault([key, new_key()]).derived("console cookies")
    assert first != Vault([key]).derived("something else")
    assert first != Vault([new_key()]).derived("console cookies")
    assert first != base64.urlsafe_b64decode(key)
