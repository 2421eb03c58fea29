"""Whether the other systems answer, and know us."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from application.connecting.check_accounts import CheckAccounts
from application.ports.clock import Clock
from application.ports.reach import Hearing, Knock, Reach
from domain.notices import NoticeState
from entrypoints.doctor.findings import Finding, Verdict, ok, warn, wrong

OFF, FAR_OFF = timedelta(minutes=1), timedelta(minutes=5)
"""How far clocks may be apart before somebody should look, and before looking for sales becomes unsafe."""

NETWORK: Final = "See that this machine reaches it: name, proxy, firewall."

CIN7: Final[Mapping[Hearing, tuple[Verdict, str, str]]] = {
    Hearing.HEARD: (Verdict.OK, "Cin7 Core answers.", ""),
    Hearing.DEAF: (Verdict.WRONG, "Cin7 Core does not answer", NETWORK),
    Hearing.WRONG_DOOR: (Verdict.WRONG, "This is not Cin7 Core's API", "Check CIN7_URL."),
}

UPSTOCK: Final[Mapping[Hearing, tuple[Verdict, str, str]]] = {
    Hearing.HEARD: (Verdict.OK, "Upstock answers, turns strangers away, and accepts our signature.", ""),
    Hearing.DEAF: (Verdict.WRONG, "Upstock does not answer", f"{NETWORK} Events wait meanwhile."),
    Hearing.WRONG_DOOR: (Verdict.WRONG, "Nobody takes events there", "Check UPSTOCK_URL."),
    Hearing.DISTRUSTS: (
        Verdict.WRONG,
        "Upstock does not accept our signature",
        "Set UPSTOCK_SIGNING_SECRET to the one that Upstock has, and see that this machine's clock is right.",
    ),
    Hearing.TRUSTS_ANYBODY: (
        Verdict.WARN,
        "Upstock takes unsigned words as well, so anybody could tell it that something was shipped",
        "Have the signature checked there.",
    ),
}

_UNSURE: Final = (Verdict.WARN, "The answer does not tell whether it works", "Try again; see the log for its answers.")


def of_cin7(reach: Reach, clock: Clock) -> Iterator[Finding]:
    """Say whether Cin7 Core answers, and whether both clocks agree."""
    knock = reach.knock()
    yield _judged("cin7", CIN7, knock)
    if knock.clock is None:
        return
    apart = abs(clock.now() - knock.clock)
    said = f"This machine's clock and Cin7's are {apart.total_seconds():.0f} s apart."
    remedy = "Have this machine's clock set by NTP."
    if apart > FAR_OFF:
        yield wrong("clock", said, remedy)
    elif apart > OFF:
        yield warn("clock", said, remedy)
    else:
        yield ok("clock", said)


def of_upstock(reach: Reach | None) -> Iterator[Finding]:
    """Say whether Upstock hears us."""
    if reach is None:
        yield warn(
            "upstock", "UPSTOCK_URL leads nowhere: events wait in the outbox.", "Set it, with its signing secret."
        )
    else:
        yield _judged("upstock", UPSTOCK, reach.knock())


def of_accounts(check: CheckAccounts, most: int) -> Iterator[Finding]:
    """Say whose keys still open their accounts, and whose webhooks come."""
    for each in check(most):
        part = f"supplier {each.link.supplier}"
        if each.said and each.is_final:
            yield wrong(part, each.said, "Connect this supplier again with a key that works.")
        elif each.said:
            yield warn(part, each.said, "Try again in a minute.")
        else:
            yield ok(part, f"Its key opens the account of {each.link.company}.")
        notices = each.notices
        if notices and notices.state is NoticeState.LISTENING and not notices.warning:
            yield ok(part, "Cin7 sends its webhooks.")
        elif notices and notices.warning:
            yield warn(part, notices.warning, "Polling goes on; webhooks are tried again every hour.")


def _judged(part: str, table: Mapping[Hearing, tuple[Verdict, str, str]], knock: Knock) -> Finding:
    verdict, what, remedy = table.get(knock.hearing, _UNSURE)
    said = what if verdict is Verdict.OK or not knock.detail else f"{what}: {knock.detail}."
    return Finding(part=part, verdict=verdict, what=said, remedy=remedy)
