"""How the imitated service says no: each way it was seen to, as an exception.

Source: ref §1.4, §1.5 (D, L).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One entry of the error array; its code may differ from the HTTP status.

    Source: ref §1.5 (D for the model, L for the differing code).
    """

    text: str
    code: int = 400


class Refusal(Exception):
    """Anything that makes a call fail without being a defect of the fake."""


class Refused(Refusal):
    """The request was understood and is not acceptable; carries one or several problems.

    Source: ref §1.5 (D, L).
    """

    def __init__(self, *problems: Problem | str, status: int = 400) -> None:
        entries = tuple(entry if isinstance(entry, Problem) else Problem(entry) for entry in problems)
        super().__init__("; ".join(entry.text for entry in entries))
        self.problems = entries
        self.status = status


class WrongCredentials(Refusal):
    """Account and key do not belong together, or one is missing.

    Source: ref §1.4 (D, L): 403 and a plain text.
    """


class TooManyCalls(Refusal):
    """The key has used up its window of sixty calls.

    Source: ref §1.3 (D, L).
    """


class NotServed(Refusal):
    """No endpoint has this path; the real service answers with a web page.

    Source: ref §1.4 (D, L).
    """


class VerbNotSupported(Refusal):
    """The endpoint exists but not with this method.

    Source: ref §1.4 (D, L): 405 with a `Message`.
    """

    def __init__(self, method: str) -> None:
        super().__init__(f"The requested resource does not support http method '{method}'.")


class UnreadableBody(Refusal):
    """The body is not JSON, or not of the kind expected.

    Source: ref §1.4 (D): 500.
    """


class BadInstruction(Refusal):
    """A call of the control plane names something wrong; the text says which and what to do."""
