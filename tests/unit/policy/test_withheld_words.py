"""Names that stay are found in free text; ordinary words that such names share are not stopped."""

import pytest

from app.base.records import CaseRecords, Finding
from app.policy.withheld_words import WithheldWords
from tests.unit.policy.case_factory import finding, node, records

KINDS = {
    "person": "name", "organisation": "name", "place": "address", "vehicle": "plate", "event": "title",
    "account": "iban",
}  # fmt: skip


def _case(*named: tuple[str, str], told: str = "") -> CaseRecords:
    """A case in which things of these types are named so; `told` is a name that everybody may know."""
    subjects = [node(f"s{no}", kind) for no, (kind, _value) in enumerate(named)]
    found: list[Finding] = [
        finding(f"f{no}", f"s{no}", property=KINDS[kind], value=value)
        for no, (kind, value) in enumerate(named)
    ]
    if told:
        subjects.append(node("told", "organisation"))
        found.append(finding("told", "told", value=told))
    return records(subjects, found)


def _named(case: CaseRecords, text: str) -> tuple[str, ...]:
    return WithheldWords(case, {"told"}).named(text)


STREET = ("place", "Am Markt 12, 45127 Musterstadt")
STOPPED = [
    (STREET, "Am Markt durchsuchen"),
    (STREET, "Objekt am Markt 12 beobachten"),
    (("place", "Beispielgasse 5, 45127 Musterstadt"), "Wohnung in der Beispielgasse"),
    (("organisation", "Hotel Post GmbH"), "Kontrolle im Hotel Post"),
    (("organisation", "Geheimbau Transport GmbH"), "Transport der Geheimbau"),
    (("organisation", "Markt"), "die Firma Markt"),
    (("person", "Anna Koch"), "Koch anhören"),
    (("person", "Anna Markt"), "Frau Markt laden"),
    (("vehicle", "MU-ST 4711"), "must4711 anhalten"),
    (("account", "DE25 0000 0000 0000 0001 01"), "Konto DE25000000000000000101 abfragen"),
    (("event", "Bargeldübergabe an der Zahlstelle"), "Zur Bargeldübergabe an der Zahlstelle"),
]
KEPT = [
    (STREET, "Wochenmarkt und Markt für Autos prüfen"),
    (STREET, "Der Markt ist um 12 Uhr geöffnet"),
    (STREET, "Termin in Musterstadt"),
    (("organisation", "Hotel Post GmbH"), "Bericht per Post an das Hotel"),
    (("organisation", "Geheimbau Transport GmbH"), "Transport und Logistik prüfen"),
    (("event", "Bargeldübergabe an der Zahlstelle"), "Bargeldübergabe klären"),
    (("vehicle", "MU-ST 4711"), "4711 Flaschen"),
]


@pytest.mark.parametrize(("name", "text"), STOPPED, ids=lambda v: v if isinstance(v, str) else "")
def test_a_name_is_stopped_whole_or_by_a_word_that_is_its_own(name: tuple[str, str], text: str) -> None:
    assert _named(_case(name), text)


@pytest.mark.parametrize(("name", "text"), KEPT, ids=lambda v: v if isinstance(v, str) else "")
def test_ordinary_words_that_a_name_shares_are_not_stopped(name: tuple[str, str], text: str) -> None:
    assert _named(_case(name), text) == ()


def test_a_word_that_the_reader_has_does_not_tell_and_the_rest_of_the_name_does() -> None:
    case = _case(("organisation", "Muster Geheimbau"), told="Muster Bau")
    assert _named(case, "Muster anhören") == ()
    assert _named(case, "Geheimbau anhören") == ("Geheimbau",)


def test_of_a_known_street_the_withheld_number_tells() -> None:
    case = _case(STREET, told="Am Markt 3, 45127 Musterstadt")
    assert _named(case, "Am Markt 3 anfahren") == ()
    assert _named(case, "Am Markt 12 anfahren")


def test_while_it_is_typed_ordinary_words_stay_readable_and_names_never_are() -> None:
    words = WithheldWords(_case(STREET, ("organisation", "Geheimbau Transport GmbH")), {"told"})
    assert words.veiled("Der Transport zum Markt ") == "Der Transport zum Markt "
    assert "Markt" not in words.veiled("Haus am Markt ")
    assert "Geheimbau" not in words.veiled("Geheimbau ")


def test_many_texts_are_answered_as_each_alone() -> None:
    texts = [text for _name, text in (*STOPPED, *KEPT)]
    words = WithheldWords(_case(*(name for name, _text in (*STOPPED, *KEPT))), {"told"})
    assert words.named_in(texts) == tuple(words.named(text) for text in texts)
