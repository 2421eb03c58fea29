"""Reading a seed document from a file.

Source: fake-cin7.md, `serve --seed`.
"""

import json
from decimal import Decimal
from pathlib import Path

from adapters.fake_cin7.refusals import BadInstruction
from adapters.fake_cin7.wire import Row


def read_seed(path: Path) -> Row:
    """Read a seed; its amounts stay exact.

    Raises: BadInstruction naming the file and what is wrong with it.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except OSError as failure:
        raise BadInstruction(f"The seed file {path} cannot be read: {failure.strerror}.") from failure
    except ValueError as mistake:
        raise BadInstruction(f"The seed file {path} is not JSON: {mistake}.") from mistake
    if not isinstance(document, dict):
        raise BadInstruction(f"The seed file {path} must hold one JSON object.")
    return document
