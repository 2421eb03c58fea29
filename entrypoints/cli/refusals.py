"""What a command itself refuses; its words and its exit code stand in the catalogue, under its code."""

from entrypoints.problems_of_commands import (
    BAD_INPUT,
    CIN7_SAYS_NO,
    DONE,
    EXIT_CODES,
    LATER,
    OUR_FAULT,
    RULE_SAYS_NO,
    STOPPED,
    UNEXPECTED,
)

__all__ = ["BAD_INPUT", "CIN7_SAYS_NO", "DONE", "LATER", "OUR_FAULT", "RULE_SAYS_NO", "STOPPED", "UNEXPECTED"]

WORST_FIRST = (OUR_FAULT, UNEXPECTED, BAD_INPUT, RULE_SAYS_NO, CIN7_SAYS_NO, LATER, DONE)


class CommandRefused(Exception):
    """A command cannot do what it was asked; nothing was changed. Shape: `code` is its entry in the catalogue."""

    code = ""

    @property
    def exit_code(self) -> int:
        """Answer with what the command ends."""
        return EXIT_CODES.get(self.code, BAD_INPUT)


class UnreadableFile(CommandRefused):
    """What was given holds no JSON documents; the message names the place."""

    code = "unreadable_file"


class PortTaken(CommandRefused):
    """Something else listens where we were to."""

    code = "port_taken"


class WrongAccount(CommandRefused):
    """The document that an imitated account should begin with is wrong; the message names the part."""

    code = "wrong_account"


class NoFolder(CommandRefused):
    """The database's file has no place to be."""

    code = "no_folder"


class NotWritable(CommandRefused):
    """A folder cannot be written to; the message names it."""

    code = "not_writable"


class UnreadableManual(CommandRefused):
    """A feature or the last results cannot be read; the message names the file and the place."""

    code = "unreadable_manual"


class MigrationsMissing(CommandRefused):
    """The database is older than the program."""

    code = "migrations_missing"


class WhichSupplier(CommandRefused):
    """No supplier was named, and it cannot be told which is meant."""

    code = "which_supplier"


class NobodyWorks(CommandRefused):
    """What was begun is not finished yet, and nothing moves."""

    code = "nobody_works"


class NoSuchProblem(CommandRefused):
    """The catalogue knows no problem of this code; the message names those that are like it."""

    code = "no_such_problem"


def worst(codes: list[int]) -> int:
    """Answer the one exit code for several outcomes."""
    return min(codes, key=WORST_FIRST.index, default=DONE)
