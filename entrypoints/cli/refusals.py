"""What a command itself refuses, each with why and the remedy."""

DONE = 0
OUR_FAULT = 1
BAD_INPUT = 2
RULE_SAYS_NO = 3
CIN7_SAYS_NO = 4
UNEXPECTED = 70
LATER = 75
STOPPED = 130  # what shells expect after Ctrl-C

WORST_FIRST = (OUR_FAULT, UNEXPECTED, BAD_INPUT, RULE_SAYS_NO, CIN7_SAYS_NO, LATER, DONE)


class CommandRefused(Exception):
    """A command cannot do what it was asked; nothing was changed."""

    exit_code = BAD_INPUT
    why = ""
    fix = ""


class UnreadableFile(CommandRefused):
    """What was given holds no JSON documents; the message names the place."""

    why = "An order is read exactly as it is written, or not at all."
    fix = "Give one JSON document, an array of them, or one on each line, in UTF-8."


class PortTaken(CommandRefused):
    """Something else listens where we were to."""

    why = "Only one program can listen on a port."
    fix = "Stop the other one, or choose another --port; 0 takes a free one."


class WrongAccount(CommandRefused):
    """The document that an imitated account should begin with is wrong; the message names the part."""

    why = "An account is imitated exactly as it is written, or not at all."
    fix = "Correct that part; adapters/fake_cin7/README.md lists all of them."


class NoFolder(CommandRefused):
    """The database's file has no place to be."""

    why = "Everything that is accepted is kept in one file."
    fix = "Set DATA_FOLDER or DATABASE_URL to a place where you may write."


class NotWritable(CommandRefused):
    """A folder cannot be written to; the message names it."""

    why = "Pages are files in a folder of yours."
    fix = "Choose a folder with --out where you may write."


class UnreadableManual(CommandRefused):
    """A feature or the last results cannot be read; the message names the file and the place."""

    why = "The manual shows what is written, or nothing."
    fix = "Correct that file; `pytest tests/features` writes the results anew."


class MigrationsMissing(CommandRefused):
    """The database is older than the program."""

    exit_code = RULE_SAYS_NO
    why = "Others may be using this database, so changing its tables is for you to decide."
    fix = "Run `upstock-cin7 db upgrade`, then repeat the command."


class WhichSupplier(CommandRefused):
    """No supplier was named, and it cannot be told which is meant."""

    why = "Every order, option and key belongs to one supplier."
    fix = "Name one with --supplier; `upstock-cin7 connect` makes the first."


class NobodyWorks(CommandRefused):
    """What was begun is not finished yet, and nothing moves."""

    exit_code = LATER
    why = "Work is kept in the database until somebody does it."
    fix = "See that `upstock-cin7 serve` or `upstock-cin7 worker` runs; nothing needs to be repeated."


def worst(codes: list[int]) -> int:
    """Answer the one exit code for several outcomes."""
    return min(codes, key=WORST_FIRST.index, default=DONE)
