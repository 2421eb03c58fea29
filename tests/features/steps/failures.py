"""Steps about what goes wrong, and about time."""

from datetime import timedelta

from pytest_bdd import given, parsers, when

from tests.backups import Backup
from tests.features.driver import Driver
from tests.features.words import span
from tests.house import KEY

CALLS = {
    "opens": ("POST", "sale"),
    "changes": ("PUT", "sale"),
    "fills": ("POST", "sale/order"),
    "reads": ("GET", "sale"),
    "lists": ("GET", "saleList"),
}
LIMIT = "You have reached 60 calls per 60 seconds API limit."
FATES: dict[str, object] = {
    "times out before Cin7 has done it": "timeout",
    "times out after Cin7 has done it": "commit_then_timeout",
    "breaks off after Cin7 has done it": "commit_then_reset",
    "is answered with a web page": "html_200",
    "is answered with an internal error": {"status": 500},
    "is answered with too many calls": {"status": 429},
    "is answered with too many calls for 90 seconds": {"status": 429, "body": LIMIT, "retry_after": "90 Seconds"},
    "is answered with the limit as an overload": {"status": 503, "body": LIMIT},
    "is answered with the limit as a mistake in the request": {
        "status": 400,
        "body": f'[{{"ErrorCode": 400, "Exception": "{LIMIT}"}}]',
    },
    "is answered with an overload for 45 seconds": {"status": 503, "retry_after": "45"},
    "is refused with our key": {"status": 400, "body": f'[{{"ErrorCode": 400, "Exception": "{KEY} is unknown"}}]'},
    "is answered with our key as HTML": {"status": 200, "body": f"<html>{KEY.upper()}</html>"},
    "fails with our key": {"status": 500, "body": f'{{"{KEY}": "{KEY}"}}'},
    "is answered with something undocumented": {"status": 200, "body": '{"Service": "is moving"}'},
    "is refused by Cin7": {"status": 400, "body": '[{"ErrorCode": 400, "Exception": "Not now"}]'},
}
MOMENTS = {
    "before the sale is opened": (1, True),
    "after Cin7 has opened the sale": (2, False),
    "before the sale is filled": (2, True),
    "after Cin7 has filled the sale": (3, False),
}
"""Each moment lies between a call and the commit before or after it: claimed, opened, placed."""


@given(parsers.parse("Cin7 cannot be reached for {time}"))
def _(driver: Driver, time: str) -> None:
    driver.spoil(lambda house: house.cut_off(span(time)))


@given(parsers.re(r"the call that (?P<does>opens|changes|fills|reads|lists) the sales? (?P<fate>.+)"))
def _(driver: Driver, does: str, fate: str) -> None:
    driver.spoil(lambda house: house.fault(*CALLS[does], FATES[fate]))


@given(parsers.parse("the connector stops {moment}"))
def _(driver: Driver, moment: str) -> None:
    commit, after = MOMENTS[moment]
    driver.stop_at(commit, after=after)


@given("a backup was made", target_fixture="backup")
def _(driver: Driver) -> Backup:
    return Backup(driver.house)


@given("the backup was restored")
@when("the backup is restored")
def _(backup: Backup) -> None:
    backup.restore()


@given(parsers.parse("{time} passed"), converters={"time": span})
def _(driver: Driver, time: timedelta) -> None:
    driver.time_passes(time)


@when(parsers.parse("{time} pass"), converters={"time": span})
def _(driver: Driver, time: timedelta) -> None:
    driver.time_passes(time)
