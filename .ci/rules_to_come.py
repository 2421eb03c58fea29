"""Hold the manual's findings to the list of rules that nobody has built yet: neither more nor fewer.

A rule that gets its scenario must leave the list, and one that loses it fails; any other finding fails too.
"""

import json
import sys
from pathlib import Path

LISTED = Path(__file__).with_name("rules_to_come.txt")
NOT_BUILT = {"no_passing_scenario", "no_source"}

findings = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["findings"]
listed = {line.split()[0] for line in LISTED.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"}
missing = {finding["place"].rpartition(", ")[2] for finding in findings if finding["code"] in NOT_BUILT}
wrong = [f"{finding['place']}: {finding['what']}" for finding in findings if finding["code"] not in NOT_BUILT]
wrong += [f"{rule}: it has no passing scenario or no code that names it." for rule in sorted(missing - listed)]
wrong += [f"{rule}: it is built; take it off {LISTED.name}." for rule in sorted(listed - missing)]
print(f"{len(listed)} rules are still to come: {', '.join(sorted(listed)) or 'none'}.")  # noqa: T201 -- a command's output
if wrong:
    sys.exit("\n".join(["The manual is not what the features say:", *wrong]))
