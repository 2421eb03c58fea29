"""Lines to another system that are dead for a while, slow, closed to a key, or give little at a time."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from requests import ConnectTimeout, PreparedRequest, ReadTimeout, Response
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict
from urllib3.response import HTTPResponse

from application.ports.clock import Clock
from tests.fakes.clock import StandingClock


class CutOff(BaseAdapter):
    """Lets no call get as far as a connection until an instant, so that none can have done anything."""

    def __init__(self, living: BaseAdapter, clock: Clock, *, until: datetime) -> None:
        super().__init__()
        self._living, self._clock, self._until = living, clock, until

    def send(self, request: PreparedRequest, *args: Any, **options: Any) -> Response:  # handed on as they are
        if self._clock.now() < self._until:
            raise ConnectTimeout("Connection timed out.", request=request)
        return self._living.send(request, *args, **options)

    def close(self) -> None:
        self._living.close()


class SlowedDown(BaseAdapter):
    """Lets every answer take so long, and the caller give up when it would not wait for it."""

    def __init__(self, living: BaseAdapter, clock: StandingClock, each: timedelta) -> None:
        super().__init__()
        self._living, self._clock, self._each = living, clock, each

    def send(self, request: PreparedRequest, *args: Any, **options: Any) -> Response:  # handed on as they are
        _, silence = options["timeout"]
        self._clock.advance(min(self._each, timedelta(seconds=silence)))
        if self._each.total_seconds() > silence:
            raise ReadTimeout("Read timed out.", request=request)
        return self._living.send(request, *args, **options)

    def close(self) -> None:
        self._living.close()


class ClosedTo(BaseAdapter):
    """Answers every call with one key as Cin7 answers a wrong one, in the words that a test chooses."""

    def __init__(self, living: BaseAdapter, key: str, words: str) -> None:
        super().__init__()
        self._living, self._key, self._words = living, key, words

    def send(self, request: PreparedRequest, *args: Any, **options: Any) -> Response:  # handed on as they are
        if request.headers["api-auth-applicationkey"] != self._key:
            return self._living.send(request, *args, **options)
        response = Response()
        response.status_code, response.request, response.url = 403, request, request.url or ""
        response.headers = CaseInsensitiveDict({"Content-Type": "text/plain"})
        response.raw = HTTPResponse(body=BytesIO(self._words.encode()), preload_content=False)
        return response

    def close(self) -> None:
        self._living.close()


class OneByOne(BaseAdapter):
    """Lets Cin7 give one record a page of a list, however many it is asked for. Source: ref §1.6."""

    def __init__(self, living: BaseAdapter, path: str) -> None:
        super().__init__()
        self._living, self._path = living, path

    def send(self, request: PreparedRequest, *args: Any, **options: Any) -> Response:  # handed on as they are
        address = urlsplit(request.url or "")
        if address.path.endswith(self._path):
            asked = {**dict(parse_qsl(address.query)), "Limit": "1"}
            request.url = urlunsplit(address._replace(query=urlencode(asked)))
        return self._living.send(request, *args, **options)

    def close(self) -> None:
        self._living.close()


class Interrupted(BaseAdapter):
    """Lets something happen between a call and its answer, once."""

    def __init__(self, living: BaseAdapter, do: Callable[[], object]) -> None:
        super().__init__()
        self._living, self._do = living, [do]

    def send(self, request: PreparedRequest, *args: Any, **options: Any) -> Response:  # handed on as they are
        answer = self._living.send(request, *args, **options)
        if self._do:
            self._do.pop()()
        return answer

    def close(self) -> None:
        self._living.close()
