"""The table of answers once more, from an imitated Cin7 in process and over HTTP."""

import pytest

from application.ports.errors import (
    CredentialsDoubted,
    CredentialsRefused,
    NotFound,
    PortError,
    SaleRefused,
    Throttled,
    Unavailable,
    Unclear,
    UnexpectedReply,
)
from tests.adapters.cin7_core.cafe import SOON, of_the_cafe, opened
from tests.builders import a_sale_ref
from tests.plugins.servers import ImitatedCin7
from tests.small_account import SMALL_ACCOUNT


def read(cin7: ImitatedCin7) -> None:
    opened(cin7).sale(a_sale_ref())


def write(cin7: ImitatedCin7) -> None:
    opened(cin7).open_sale(of_the_cafe(), not_after=cin7.clock.now() + SOON)


SENTENCE = "You have reached 60 calls per 60 seconds API limit."
TABLE: list[tuple[object, type[PortError], type[PortError], float]] = [
    ({"status": 200, "body": '[{"ErrorCode": 400, "Exception": "no"}]'}, NotFound, SaleRefused, 0),
    ("html_200", Unavailable, Unclear, 0),
    ({"status": 204}, Unavailable, Unclear, 0),
    ({"status": 302}, Unavailable, Unclear, 0),
    ({"status": 429}, Throttled, Throttled, 60),
    ({"status": 503, "body": SENTENCE}, Throttled, Throttled, 60),
    ({"status": 400, "body": f'[{{"ErrorCode": 400, "Exception": "{SENTENCE}"}}]'}, Throttled, Throttled, 60),
    ({"status": 400}, NotFound, SaleRefused, 0),
    ({"status": 404}, NotFound, SaleRefused, 0),
    ({"status": 403}, CredentialsDoubted, CredentialsDoubted, 0),
    ({"status": 404, "body": "<html>Page not found</html>"}, UnexpectedReply, UnexpectedReply, 0),
    ({"status": 405}, UnexpectedReply, UnexpectedReply, 0),
    ({"status": 500}, Unavailable, Unclear, 0),
    ({"status": 502}, Unavailable, Unclear, 10),
    ({"status": 503}, Unavailable, Unclear, 10),
    ({"status": 504}, Unavailable, Unclear, 10),
    ("reset", Unavailable, Unclear, 0),
    ("timeout", Unavailable, Unclear, 0),
    ("commit_then_reset", Unavailable, Unclear, 0),
    ("commit_then_timeout", Unavailable, Unclear, 0),
]


@pytest.mark.parametrize(("action", "for_a_read", "for_a_write", "blocked"), TABLE, ids=str)
def test_each_row_of_the_table(
    imitated_cin7: ImitatedCin7,
    action: object,
    for_a_read: type[PortError],
    for_a_write: type[PortError],
    blocked: float,
) -> None:
    imitated_cin7.open_account(SMALL_ACCOUNT)
    imitated_cin7.fault("*", "sale", action, times=2)
    with pytest.raises(PortError) as at_reading:
        read(imitated_cin7)
    with pytest.raises(PortError) as at_writing:
        write(imitated_cin7)
    assert (type(at_reading.value), type(at_writing.value)) == (for_a_read, for_a_write)
    assert [seconds for _, seconds, _ in imitated_cin7.budget.blocks] == ([blocked] * 2 if blocked else [])


@pytest.mark.parametrize("profile", ["modern429", "legacy503", "array400"])
def test_the_sixty_first_call_is_throttled_in_every_profile(small_cin7: ImitatedCin7, profile: str) -> None:
    small_cin7.switch(throttle=profile)
    for _ in range(60):
        opened(small_cin7).company()
    with pytest.raises(Throttled):
        opened(small_cin7).company()


def test_a_key_that_does_not_open_is_refused_by_the_company_and_doubted_elsewhere(small_cin7: ImitatedCin7) -> None:
    small_cin7.fault("*", "*", {"status": 403}, times=2)
    with pytest.raises(CredentialsRefused, match="Application Key"):
        opened(small_cin7).company()
    with pytest.raises(CredentialsDoubted):
        opened(small_cin7).books()
