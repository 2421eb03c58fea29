"""What the manual reads lies side by side, in a checkout and in the wheel alike."""

import tomllib
from pathlib import PurePosixPath

from entrypoints.manual.code_links import PACKAGES
from entrypoints.manual.fragments import TEMPLATES
from entrypoints.manual.places import own_places


def test_the_own_folder_holds_what_is_read() -> None:
    places = own_places()
    assert places.contents.is_file()
    assert all((places.root / package).is_dir() for package in PACKAGES)
    assert places.named(TEMPLATES) == "entrypoints/manual/templates"


def test_the_wheel_holds_the_same_folders_side_by_side_and_the_results_with_them() -> None:
    places = own_places()
    build = tomllib.loads((places.root / "pyproject.toml").read_text())["tool"]["hatch"]["build"]
    wheel = build["targets"]["wheel"]
    shipped = {*PACKAGES, places.named(places.features)}
    assert shipped == set(wheel["only-include"])
    installed = {name: PurePosixPath(wheel["sources"][name]) for name in shipped}
    assert len({path.parent for path in installed.values()}) == 1
    assert all(path.name == name for name, path in installed.items())
    assert places.named(places.results) in build["artifacts"]
