"""An Upstock whose mood a test decides, per subject."""

from collections.abc import Callable
from datetime import timedelta

from application.ports.storage.publishing import Notice
from application.ports.storefront import Answer, Reception, Storefront

HEARD = Answer(reception=Reception.HEARD)


class MoodyStorefront(Storefront):
    """Acknowledges whatever it is not told to answer otherwise, and remembers every attempt."""

    def __init__(self) -> None:
        self.attempts: list[Notice] = []
        self.heard: list[Notice] = []
        self.before_answer: Callable[[Notice], None] = lambda _: None
        self._moods: dict[str, Answer] = {}
        self._always: Answer | None = None

    def deliver(self, notice: Notice) -> Answer:
        self.attempts.append(notice)
        self.before_answer(notice)
        answer = self._always or self._moods.get(notice.event.subject, HEARD)
        if answer.reception is Reception.HEARD:
            self.heard.append(notice)
        return answer

    def be(self, reception: Reception, subject: str = "", *, retry_after: timedelta = timedelta(0)) -> None:
        """Answer so from now on, to everything or to one subject."""
        answer = Answer(reception=reception, detail=f"it is {reception.value}", retry_after=retry_after)
        if subject:
            self._moods[subject] = answer
        else:
            self._always = answer

    def be_well(self, subject: str = "") -> None:
        """Listen again, to everything or to one subject."""
        if subject:
            del self._moods[subject]
        else:
            self._always = None

    @property
    def tried(self) -> list[str]:
        """Answer the subject of every attempt, in order."""
        return [notice.event.subject for notice in self.attempts]
