"""What every test stands on: the shared fixtures, and a frozen clock that freezes our code only."""

import gc
import os
import sys

import freezegun
import hypothesis

pytest_plugins = [
    "tests.plugins.databases",
    "tests.plugins.no_skips",
    "tests.plugins.houses",
    "tests.plugins.servers",
    "tests.plugins.storefronts",
    "tests.plugins.rule_results",
]

# The many processes of a run would each compile everything anew, at half of what they cost.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# It freezes time.monotonic in all threads: a pool waiting for a connection would then wait for ever.
freezegun.configure(extend_ignore_list=["sqlalchemy", "psycopg", "urllib3", "requests", "dbos"])

# A busy machine is no bug: without a deadline; what is found is told with the lines that find it again.
# In CI the same cases are played each time: hunting for new ones is for those who can look into them at once.
for profile, examples in (("house", 25), ("thorough", 200)):  # `--hypothesis-profile=thorough` for the latter
    hypothesis.settings.register_profile(
        profile, deadline=None, max_examples=examples, print_blob=True, derandomize=os.environ.get("CI") == "true"
    )
hypothesis.settings.load_profile("house")


def pytest_collection_finish() -> None:
    """Let what is there for the whole run not be looked through again and again for garbage."""
    gc.collect()
    gc.freeze()
