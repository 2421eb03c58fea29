from tests.builders import a_contact, a_person


def test_the_main_person_is_the_flagged_one() -> None:
    ana, ben = a_person("Ana", is_default=False), a_person("Ben")
    assert a_contact(people=[ana, ben]).main_person == ben


def test_the_main_person_is_the_first_when_several_or_none_are_flagged() -> None:
    ana, ben = a_person("Ana"), a_person("Ben")
    assert a_contact(people=[ana, ben]).main_person == ana
    plain = [a_person("Ana", is_default=False), a_person("Ben", is_default=False)]
    assert a_contact(people=plain).main_person == plain[0]


def test_a_customer_may_have_no_person() -> None:
    assert a_contact(people=[]).main_person is None
