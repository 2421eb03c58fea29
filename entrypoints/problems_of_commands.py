"""What a command itself refuses, as further entries of the one catalogue of problems, with its exit code."""

from domain.problems import ProblemKind

DONE = 0
OUR_FAULT = 1
BAD_INPUT = 2
RULE_SAYS_NO = 3
CIN7_SAYS_NO = 4
UNEXPECTED = 70
LATER = 75
STOPPED = 130  # what shells expect after Ctrl-C; a no to a question is the same wish

OPERATOR = "operator"
"""Whoever sits at the machine that the program runs on."""


def _kind(what: str, why: str, fix: str) -> ProblemKind:
    return ProblemKind(what=what, why=why, fix=fix, who=OPERATOR)


COMMANDS: dict[str, ProblemKind] = {
    "unreadable_file": _kind(
        what="What was given holds no JSON documents.",
        why="An order is read exactly as it is written, or not at all.",
        fix="Give one JSON document, an array of them, or one on each line, in UTF-8.",
    ),
    "port_taken": _kind(
        what="Something else listens where the program was to.",
        why="Only one program can listen on a port.",
        fix="Stop the other one, or choose another --port; 0 takes a free one.",
    ),
    "wrong_account": _kind(
        what="The document that an imitated account should begin with is wrong.",
        why="An account is imitated exactly as it is written, or not at all.",
        fix="Correct that part; adapters/fake_cin7/README.md lists all of them.",
    ),
    "no_folder": _kind(
        what="The database's file has no place to be.",
        why="Everything that is accepted is kept in one file.",
        fix="Set DATA_FOLDER or DATABASE_URL to a place where you may write.",
    ),
    "not_writable": _kind(
        what="A folder cannot be written to.",
        why="Pages are files in a folder of yours.",
        fix="Choose a folder with --out where you may write.",
    ),
    "unreadable_manual": _kind(
        what="A feature or the last results cannot be read.",
        why="The manual shows what is written, or nothing.",
        fix="Correct that file; `pytest tests/features` writes the results anew.",
    ),
    "migrations_missing": _kind(
        what="The database is older than the program.",
        why="Others may be using this database, so changing its tables is for you to decide.",
        fix="Run `upstock-cin7 db upgrade`, then repeat the command.",
    ),
    "which_supplier": _kind(
        what="No supplier was named, and it cannot be told which is meant.",
        why="Every order, option and key belongs to one supplier.",
        fix="Name one with --supplier; `upstock-cin7 connect` makes the first.",
    ),
    "nobody_works": _kind(
        what="What was begun is not finished yet, and nothing moves.",
        why="Work is kept in the database until somebody does it.",
        fix="See that `upstock-cin7 serve` or `upstock-cin7 worker` runs; nothing needs to be repeated.",
    ),
    "somebody_works": _kind(
        what="Another process already does the work of this database.",
        why="A database in a SQLite file allows only one process to work; all others may ask and show.",
        fix="Stop the other one, or start this one with --no-worker.",
    ),
    "settings_refused": _kind(
        what="Some settings cannot be used.",
        why="A program that starts with half of its settings fails later, when orders are at stake.",
        fix="Correct every variable that is named; the README's table says what each takes.",
    ),
    "unusable_keys": _kind(
        what="The keys that stored secrets are encrypted with cannot be used.",
        why="A key that others can read or guess protects nothing, and a lost one opens nothing.",
        fix="Put it right as it says; `upstock-cin7 doctor` tells whether every stored secret can be opened then.",
    ),
    "secret_unreadable": _kind(
        what="A stored secret cannot be opened.",
        why="It was stored under a key that is no longer given, or it was moved by hand.",
        fix="Put that key back into SECRET_KEYS, behind the newest, or connect the supplier again.",
    ),
    "no_such_problem": _kind(
        what="The catalogue knows no problem of this code.",
        why="Every problem that the program tells of is in it, under the code that stands beside it.",
        fix="Correct the code; `upstock-cin7 problems` lists all of them.",
    ),
}

EXIT_CODES: dict[str, int] = {
    "migrations_missing": RULE_SAYS_NO,
    "nobody_works": LATER,
    "somebody_works": LATER,
}
"""With what a command ends; with `BAD_INPUT` where nothing is said."""
