"""A page, and everything that goes wrong behind it: messages of the console, failed requests, other hosts."""

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response

HARMLESS = ("log", "debug", "info", "verbose")


class Watched:
    """A page that remembers what went wrong. Shape: `expected` are statuses that a test provokes."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.expected: set[int] = set()
        self._wrong: list[str] = []
        self._hosts: set[str] = set()
        page.on("console", self._message)
        page.on("pageerror", lambda error: self._wrong.append(f"script: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)

    def sign_in(self, url: str, token: str) -> None:
        """Sign in as a person does."""
        self.page.goto(f"{url}/")
        self.page.get_by_label("Token").fill(token)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url("**/console/suppliers/**")

    def forgive(self, words: str) -> None:
        """Forget what a test provoked: messages with these words."""
        assert any(words in each for each in self._wrong), f"nothing was said of {words}"
        self._wrong = [each for each in self._wrong if words not in each]

    def must_be_clean(self) -> None:
        """Fail when anything went wrong."""
        assert not self._wrong, f"behind the page: {self._wrong}"
        assert len(self._hosts) <= 1, f"pages asked other hosts: {sorted(self._hosts)}"

    def _message(self, message: ConsoleMessage) -> None:
        provoked = any(f"status of {status}" in message.text for status in self.expected)
        if message.type not in HARMLESS and not provoked:
            self._wrong.append(f"{message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme != "data":
            self._hosts.add(parts.netloc)

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self._wrong.append(f"{response.status} {response.url}")
