"""Steps about the manual that is made of all this."""

from pytest_bdd import given, parsers, then, when

from entrypoints.manual.places import own_places
from tests.features.driver import Driver
from tests.features.library import Library
from tests.features.words import Table, rows

IDS = (*(f"R{number}" for number in range(1, 38)), *(f"B{number}" for number in range(1, 19)))


@given(parsers.parse('the promise "Tea is hot", whose example {result}'))
def _(library: Library, result: str) -> None:
    library.promise(result)


@when("the manual is made")
def _(library: Library) -> None:
    library.make()


@when("the manual is checked")
def _(library: Library) -> None:
    library.check()


@when("the connector's own manual is made")
def _(library: Library, driver: Driver) -> None:
    library.make_of(own_places(), driver.house.use_cases.preview_sample)


@then(parsers.parse('the promise is marked {mark} with "{words}"'))
def _(library: Library, mark: str, words: str) -> None:
    shown, said = library.rules.marks["R1"]
    assert (shown, said.partition(", in ")[0]) == (mark, words)


@then("the page of its feature shows")
def _(library: Library, datatable: Table) -> None:
    texts = library.page("tea").texts
    for row in rows(datatable):
        assert any(row["shown"] in text for text in texts), (row, texts)


@then("the findings name")
def _(library: Library, datatable: Table) -> None:
    found = [(finding.place, finding.what, finding.fix) for finding in library.found]
    for row in rows(datatable):
        assert any((row["place"], row["what"]) == (place, what) and row["remedy"] in fix for place, what, fix in found)


@then("its contents begin with")
def _(library: Library, datatable: Table) -> None:
    wanted = [row["chapter"] for row in rows(datatable)]
    assert library.contents.chapters[: len(wanted)] == wanted


@then("every rule from R1 to R37 and from B1 to B18 has its place")
def _(library: Library) -> None:
    marks = library.rules.marks
    assert tuple(marks) == IDS


@then("its table of fields says")
def _(library: Library, datatable: Table) -> None:
    shown = {cells[0]: cells for cells in (list(map(str.strip, row)) for row in library.fields.rows) if len(cells) == 3}
    for row in rows(datatable):
        assert shown[row["in Upstock"]] == [row["in Upstock"], row["in Cin7"], row["by"]]
