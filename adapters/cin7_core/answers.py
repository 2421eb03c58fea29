"""What an answer means: the table, row by row.

Source: architecture §6.2; ref §1.3–§1.5.
"""

import json
import re
import ssl
from dataclasses import dataclass
from datetime import timedelta

import requests
from urllib3.exceptions import NewConnectionError

from adapters.cin7_core.allowed_calls import ME, AllowedCall
from adapters.cin7_core.parsing import document_of, listed_in
from adapters.cin7_core.reading import block, leading_seconds, rows, text
from application.ports.errors import (
    CredentialsDoubted,
    CredentialsRefused,
    PortError,
    Refused,
    SaleRefused,
    Throttled,
    Unavailable,
    Unclear,
    UnexpectedReply,
    Unreachable,
)
from domain.call_budget import LONGEST_BLOCK

THROTTLED_FOR = 60.0  # s, where the answer does not say
SHOWN = 2000  # characters of a reply that is not JSON, where all of one is kept
OVERLOADED_FOR = 10.0  # s
DOUBTED_FOR = timedelta(seconds=30)

_BLAME = re.compile(r"incorrect credentials", re.IGNORECASE)  # ref §1.4
_THROTTLE_SENTENCE = re.compile(r"\d+ calls per \d+ seconds", re.IGNORECASE)
_OVERLOADED = (502, 503, 504)
_SAYS_NOTHING = (408, *range(300, 400), *range(500, 600))
_BEFORE_ANY_SOCKET = (
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidSchema,
    requests.exceptions.InvalidURL,
    requests.exceptions.InvalidProxyURL,
)
_BEFORE_ANY_BYTE = (*_BEFORE_ANY_SOCKET, requests.ConnectTimeout, requests.exceptions.ProxyError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An HTTP answer, read to its end."""

    status: int
    body: str
    content_type: str = ""
    retry_after: str = ""
    date: str = ""

    def recorded(self) -> object:
        """Answer it as evidence keeps it: plain JSON, which prints short decimals exactly. Source: B15."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return self.body[:SHOWN]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What an answer comes to: a document or an error, and for how long nobody shall call with this key.

    Units: `block` in seconds, 0 for not at all.
    """

    document: object = None
    error: PortError | None = None
    block: float = 0.0


def judge(call: AllowedCall, answer: Answer) -> Verdict:
    """Decide what an answer means for this call. Source: architecture §6.2, rows 1 to 9."""
    document = _document(call, answer)
    texts = _error_texts(document)
    succeeded = 200 <= answer.status < 300
    if answer.status == 429 or ((texts or not succeeded) and _THROTTLE_SENTENCE.search(answer.body)):
        return _throttled(call, answer, " · ".join(texts) or answer.body)
    if answer.status in (401, 403):
        return Verdict(error=_forbidden(call, answer))
    if texts and (succeeded or answer.status in (400, 404)):
        return Verdict(error=_refused(call, texts))
    if succeeded and document is not None:
        return Verdict(document=document)
    return _unusable(call, answer, document)


def unanswered(call: AllowedCall, cause: Exception) -> Verdict:
    """Decide what a missing or broken answer means. Source: architecture §6.2, rows 10 and 11."""
    if never_connected(cause):
        kind = Unreachable if call.is_write else Unavailable
        return Verdict(error=kind(f"{call}: no connection to Cin7 was made ({_name(cause)}). Is CIN7_URL right?"))
    detail = f"{call}: the connection to Cin7 broke off before its answer was read ({_name(cause)})."
    return Verdict(error=Unclear(detail, answered=False) if call.is_write else Unavailable(detail))


def never_connected(cause: Exception) -> bool:
    """Answer whether it is certain that no byte of a request arrived.

    A broken encrypted connection may break at any time, so only a certificate that was not accepted is certain.
    """
    if isinstance(cause, _BEFORE_ANY_BYTE):
        return True
    reason = getattr(cause.args[0], "reason", None) if cause.args else None
    if isinstance(cause, requests.exceptions.SSLError):
        return any(isinstance(link, ssl.SSLCertVerificationError) for link in _chain(cause))
    return isinstance(cause, requests.ConnectionError) and isinstance(reason, NewConnectionError)


def _throttled(call: AllowedCall, answer: Answer, said: str) -> Verdict:
    wait = _asked_for(answer, THROTTLED_FOR)
    detail = (
        f"{call}: this application key calls too often for Cin7, which answered {answer.status} with {_excerpt(said)}"
        f" Nobody calls with it for {wait:.0f} s."
    )
    return Verdict(error=Throttled(detail, retry_after=timedelta(seconds=wait)), block=wait)


def _asked_for(answer: Answer, usual: float) -> float:
    """Read for how long an answer wants us away, within reason. Source: ref §1.3. Units: seconds."""
    return min(leading_seconds(answer.retry_after) or usual, LONGEST_BLOCK)


def _forbidden(call: AllowedCall, answer: Answer) -> PortError:
    blames_key = bool(_BLAME.search(answer.body))
    if call == ME:
        return CredentialsRefused(
            f"Cin7 does not accept this Account ID and Application Key: {_excerpt(answer.body)} Copy both once"
            " more from Cin7: Integrations → API.",
            blames_key=blames_key,
        )
    return CredentialsDoubted(
        f"{call}: Cin7 refused the key just now: {_excerpt(answer.body)} Under load that happens to good keys too.",
        retry_after=DOUBTED_FOR,
        blames_key=blames_key,
    )


def _refused(call: AllowedCall, texts: tuple[str, ...]) -> PortError:
    return SaleRefused(texts) if call.is_write else Refused(f"{call}: Cin7 says: {' · '.join(texts)}")


def _unusable(call: AllowedCall, answer: Answer, document: object) -> Verdict:
    message = text(block(document).get("Message"))
    if answer.status == 400 and message:
        return Verdict(error=_refused(call, (message,)))
    shown = f"{call}: Cin7 answered {answer.status} with {_excerpt(answer.body)}"
    if not (200 <= answer.status < 300 or answer.status in _SAYS_NOTHING):
        return Verdict(error=UnexpectedReply(f"{shown} Its documentation knows no such answer."))
    pause = _asked_for(answer, OVERLOADED_FOR) if answer.status in _OVERLOADED else 0.0
    if call.is_write:
        return Verdict(error=Unclear(f"{shown} It does not say whether it was done.", answered=True), block=pause)
    return Verdict(error=Unavailable(shown, retry_after=timedelta(seconds=pause)), block=pause)


def _document(call: AllowedCall, answer: Answer) -> object:
    """Parse the body; None is what is not JSON, by its content type or by itself. Source: ref §1.4."""
    if "json" not in answer.content_type.casefold():
        return None
    return listed_in(call, answer.body) if 200 <= answer.status < 300 else document_of(answer.body)


def _error_texts(document: object) -> tuple[str, ...]:
    """Read all texts of an error model: an array, a bare object, or `Errors`. Source: ref §1.5."""
    if isinstance(document, list):
        found = [_error_text(block(entry)) for entry in document]
        return tuple(found) if found and all(found) else ()
    model = block(document)
    if isinstance(model.get("Errors"), list):
        return tuple(_error_text(block(entry)) or text(entry) or str(entry) for entry in rows(model["Errors"]))
    alone = _error_text(model)
    return (alone,) if alone else ()


def _error_text(model: object) -> str:
    entry = block(model)
    if "Exception" not in entry and "ErrorCode" not in entry:
        return ""
    return text(entry.get("Exception")) or f"error {text(entry.get('ErrorCode')) or 'without a text'}"


def _excerpt(body: str) -> str:
    plain = " ".join(re.sub(r"<[^>]*>", " ", body).split())
    return f"“{plain[:200]}{'…' if len(plain) > 200 else ''}”." if plain else "nothing."


def _name(cause: Exception) -> str:
    return f"{type(cause).__name__}: {str(cause)[:200]}"


def _chain(cause: BaseException) -> list[BaseException]:
    """Collect an exception with everything it wraps, as cause, context or argument."""
    found: list[BaseException] = []
    waiting: list[object] = [cause]
    while waiting:
        link = waiting.pop()
        if isinstance(link, BaseException) and link not in found:
            found.append(link)
            waiting += [link.__cause__, link.__context__, getattr(link, "reason", None), *link.args]
    return found
