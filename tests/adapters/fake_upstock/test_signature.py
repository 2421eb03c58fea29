from datetime import timedelta

import pytest

from adapters.fake_upstock.signature import BadSignature, new_secret, verify
from tests.adapters.fake_upstock.told import NOW, SECRET, signed

BODY = b'{"type":"x"}'


def test_a_message_of_the_specification_is_taken() -> None:
    headers = {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }
    at = NOW.fromtimestamp(1614265330, NOW.tzinfo)
    verify("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", headers, b'{"test": 2432232314}', at)


def test_one_fitting_signature_of_several_is_enough() -> None:
    headers = signed("m-1", BODY)
    headers["webhook-signature"] = f"v1a,xyz v1,AAAA {headers['webhook-signature']}"
    verify(SECRET, headers, BODY, NOW)


@pytest.mark.parametrize("minutes", [-4, 4])
def test_clocks_may_differ_a_little(minutes: int) -> None:
    verify(SECRET, signed("m-1", BODY, at=NOW + timedelta(minutes=minutes)), BODY, NOW)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"webhook-id": ""}, "missing"),
        ({"webhook-id": "m-2"}, "secrets differ"),
        ({"webhook-timestamp": "soon"}, "no such thing"),
        ({"webhook-signature": ""}, "secrets differ"),
        ({"webhook-signature": "v1,é"}, "secrets differ"),
    ],
)
def test_a_message_that_was_changed_is_not_taken(changed: dict[str, str], said: str) -> None:
    with pytest.raises(BadSignature, match=said):
        verify(SECRET, {**signed("m-1", BODY), **changed}, BODY, NOW)


def test_a_body_that_was_changed_is_not_taken() -> None:
    with pytest.raises(BadSignature, match="the body was changed"):
        verify(SECRET, signed("m-1", BODY), BODY + b" ", NOW)


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_message_of_another_time_is_not_taken(minutes: int) -> None:
    with pytest.raises(BadSignature, match="five minutes"):
        verify(SECRET, signed("m-1", BODY, at=NOW + timedelta(minutes=minutes)), BODY, NOW)


def test_a_secret_that_is_none_is_said() -> None:
    with pytest.raises(BadSignature, match="not base64"):
        verify("whsec_!", signed("m-1", BODY), BODY, NOW)


def test_new_secrets_differ() -> None:
    assert new_secret() != new_secret()
