"""Every scenario of every feature, on the whole connector over SQLite and an imitated Cin7.

`pytest -m R17` runs the scenarios of rule R17.
"""

from pytest_bdd import scenarios

from tests.features.steps import STEPS

pytest_plugins = STEPS

scenarios(".")
