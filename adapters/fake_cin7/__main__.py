"""`python -m adapters.fake_cin7`: serve the fake without anything else of this project.

Source: fake-cin7.md, `fake-cin7 serve`.
"""

import argparse
import sys
from pathlib import Path

from adapters.fake_cin7.coverage import write_readme
from adapters.fake_cin7.refusals import BadInstruction
from adapters.fake_cin7.server import PortTaken, serve


def main() -> int:
    """Serve until stopped, or bring the README up to date."""
    parser = argparse.ArgumentParser(prog="python -m adapters.fake_cin7", description="A fake Cin7 Core.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=8077, help="port to listen on (%(default)s)")
    parser.add_argument("--seed", type=Path, help="a seed document, planted when there is no state yet")
    parser.add_argument("--state", type=Path, help="a file that keeps everything between runs")
    parser.add_argument("--write-readme", action="store_true", help="write the coverage tables and stop")
    told = parser.parse_args()
    if told.write_readme:
        write_readme()
        return 0
    try:
        serve(told.host, told.port, told.seed, told.state)
    except BadInstruction as mistake:
        sys.stderr.write(f"{mistake}\n")
        return 2
    except PortTaken as taken:
        sys.stderr.write(f"{taken} Choose another --port; 0 takes a free one.\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
