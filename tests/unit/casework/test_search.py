"""Search over a case: every spelling, identifiers, filters, what must not be found."""
# ruff: noqa: RUF001 - letters that look like others are what is tested here

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base import clock, i18n
from app.base.errors import UserError
from app.base.records import MeasureState
from app.casework import agencies, cases, contributions, findings, subjects
from app.casework.findings import Statement
from app.casework.search import SearchResult, search
from app.conference import measures
from app.office import entries
from app.store import searchindex
from app.store.search_form import search_form
from tests.unit.casework.conftest import Desk


def ids(result: SearchResult) -> set[str]:
    return {hit.id for hit in result.hits}


@pytest.mark.parametrize(
    ("recorded", "typed"),
    [
        ("Jürgen Groß", ["Juergen", "jurgen", "JÜRGEN", "Gross", "GROẞ", "groß jür", '"jurgen gross"']),
        ("Maria Gross", ["Groß", "gros"]),
        (
            "Müller-Lüdenscheidt",
            ["luedenscheidt", "mueller ludenscheidt", "Muellerluedenscheidt", "Müller-Lü"],
        ),
        ("Işıl Yıldız İnci", ["isil", "Işıl", "YILDIZ", "yıldız", "inci", "INCI", "İNCİ"]),
        ("Коваленко Юрий", ["Kovalenko", "kowalenko", "Коваленко", "Juri", "Yuri"]),
        ("Schewtschenko", ["Шевченко"]),
        ("Шевченко", ["Shevchenko", "Schewtschenko", "Sevcenko"]),
        ("Γιώργος Παπαδοπούλου", ["Giorgos", "Papadopoulou", "ΠΑΠΑΔΟΠΟΥΛΟΥ", "παπαδοπουλου"]),
        ("محمد خالد", ["محمد", "Muhammad", "Mohamed", "Mohammed", "Khaled", "Chalid"]),
        ("Mohamed El Muster", ["Muhammad", "mohammad", "محمد", "Moham", "al muster", '"Mohammed al Muster"']),
        ("O’Neill", ["O'Neill", "oneill", "neill"]),
        ("Anne-Marie D’Angelo", ["dangelo", "annemarie"]),
    ],
)
def test_a_name_is_found_in_every_spelling(desk: Desk, recorded: str, typed: list[str]) -> None:
    person = desk.person(recorded)
    desk.person("Piet Voorbeeld")
    for query in typed:
        assert ids(search(desk.store, query)) == {person}, query


@pytest.mark.parametrize(
    ("kind", "name", "recorded", "typed"),
    [
        ("account", "iban", "DE89370400440532013000",
         ["DE89 3704 0044 0532 0130 00", "de8937040044", "DE89 3704", "3704 0044", "DE8937 0400 44"]),
        ("vehicle", "plate", "E-MU 1234", ["E-MU 1234", "EMU1234", "e mu 1234", "E-MU1234", "emu12"]),
        ("communication", "phone", "0201 1234567",
         ["+49 201 1234567", "0201/1234567", "0049 201 1234567", "+492011234567", "02011234567", "0201 123",
          "+49 (0)201 1234567"]),
        ("vehicle", "vin", "WVWZZZ1JZXW000001", ["wvwzzz1jzxw000001", "WVWZZZ1JZ", "WVW ZZZ 1JZ XW000001"]),
        ("person", "tax_number", "181/815/08155", ["181/815/08155", "18181508155", "181 815 08155"]),
        ("person", "birth_date", "05.04.1980", ["1980-04-05", "05.04.1980", "5.4.1980"]),
    ],
)  # fmt: skip
def test_identifiers_are_found_with_and_without_separators(
    desk: Desk, kind: str, name: str, recorded: str, typed: list[str]
) -> None:
    statement = Statement(name, recorded, desk.source_id)
    made = subjects.add_node(desk.store, desk.case_id, kind, [statement]).ids[0]
    desk.person("Piet Voorbeeld")
    for query in typed:
        assert ids(search(desk.store, query)) == {made}, query


def test_words_are_beginnings_and_all_must_occur_but_phrases_stand_together(desk: Desk) -> None:
    person = desk.person("Erika Maria Muster")
    assert ids(search(desk.store, "mari eri")) == {person}
    assert search(desk.store, "erika muste xyz").total == 0
    assert ids(search(desk.store, "„Maria Muster“")) == {person}
    assert search(desk.store, '"Erika Muster"').total == 0
    assert search(desk.store, '"Maria Must"').total == 0


def test_filters_narrow_in_both_languages(desk: Desk) -> None:
    person = desk.person("Erika Muster")
    account = subjects.add_node(
        desk.store, desk.case_id, "account", [Statement("institution", "Musterbank", desk.source_id)]
    ).ids[0]
    assert ids(search(desk.store, "art:person muster")) == {person}
    assert ids(search(desk.store, "kind:Konten")) == {account}
    assert ids(search(desk.store, "kind:node muster")) == {person, account}
    assert ids(search(desk.store, "Muster* art:fall")) == {desk.case_id}
    for query in ("fall:360-2026-900 erika", "case:Musterfall erika", "case:360 erika"):
        assert ids(search(desk.store, query)) == {person}, query
    assert search(desk.store, "fall:360-2026-999 erika").total == 0
    assert search(desk.store, "fall:360-2026-900 erika", case_id="0" * 32).total == 0
    assert ids(search(desk.store, "behörde:gewerbe art:person")) == {person}
    assert search(desk.store, "behoerde:Zoll art:person").total == 0
    assert ids(search(desk.store, 'quelle:"Blatt 3" art:person')) == {person}
    assert search(desk.store, "source:Blatt4 art:person").total == 0


def test_an_agency_is_asked_for_by_name_and_class(desk: Desk) -> None:
    customs = agencies.add(desk.store, "A02", "Hauptzollamt Musterhafen", "Customs Office").ids[0]
    delivered = contributions.register(desk.store, desk.case_id, customs, "Bericht", provision="")
    source = contributions.add_source(desk.store, desk.case_id, delivered.ids[0], "report", "Z 1", "A").ids[0]
    person = subjects.add_node(desk.store, desk.case_id, "person", [Statement("name", "Anna", source)]).ids[0]
    desk.person("Anna")
    for query in ("behörde:Hauptzoll anna", "agency:customs anna", 'agency:"customs office" anna'):
        assert ids(search(desk.store, query)) == {person}, query


def test_what_is_overdue_is_found_and_what_is_done_is_not(desk: Desk) -> None:
    late = measures.create(
        desk.store, desk.case_id, "Gewerbe prüfen", desk.agency_id, "§ 14 GewO", "2026-01-10"
    ).ids[0]
    desk.person("Erika Muster")
    clock.set_source(lambda: datetime(2026, 1, 11, 12, tzinfo=UTC))
    for query in ("frist:überfällig", "due:overdue", "frist:ueberf", "due:2026-01-10 gewerbe"):
        assert late in ids(search(desk.store, query)), query
    assert search(desk.store, "frist:überfällig art:person").total == 0
    measures.set_state(desk.store, late, MeasureState.DONE, "ohne Befund")
    assert late not in ids(search(desk.store, "frist:überfällig"))


def test_exonerating_findings_can_be_asked_for(desk: Desk) -> None:
    person = desk.person("Erika Muster")
    finding = cases.records(desk.store, desk.case_id).findings[0]
    assert search(desk.store, "entlastend:ja").total == 0
    findings.mark_exonerating(desk.store, desk.case_id, finding.id)
    assert ids(search(desk.store, "entlastend:ja")) == {person}
    assert ids(search(desk.store, "exonerating:yes erika")) == {person}


@pytest.mark.parametrize("query", ["art:zauberer", "frist:gestern", "entlastend:vielleicht"])
def test_a_value_no_filter_knows_is_refused_with_those_it_knows(desk: Desk, query: str) -> None:
    with pytest.raises(UserError) as refused:
        search(desk.store, query)
    assert refused.value.key == "search.filter_value"
    assert "Possible are" in refused.value.text


def test_superseded_and_restricted_findings_are_not_found(desk: Desk) -> None:
    person = desk.person("Jürgen Altname")
    old = cases.records(desk.store, desk.case_id).findings[0]
    new = findings.correct(desk.store, desk.case_id, old.id, "Jürgen Neuname").ids[0]
    assert search(desk.store, "Altname").total == 0
    assert ids(search(desk.store, "Neuname")) == {person}
    findings.restrict(desk.store, desk.case_id, new, "Richtigkeit bestritten")
    for query in ("Neuname", "Altname", "art:person", "quelle:blatt art:person"):
        assert search(desk.store, query).total == 0, query


@pytest.mark.parametrize(
    ("language", "line"),
    [("de", "Rolle im Fall (§ 72 BDSG): [Opfer]"), ("en", "Role in the case (BDSG section 72): [victim]")],
)
def test_snippets_speak_the_language_in_force(desk: Desk, language: str, line: str) -> None:
    i18n.set_language(language)
    person = desk.person("Erika Muster")
    findings.record(desk.store, desk.case_id, person, Statement("role", "victim", desk.source_id))
    (hit,) = search(desk.store, "Opfer" if language == "de" else "vict").hits
    assert (hit.title, hit.snippet, hit.word) == ("Erika Muster", line, "Person")


def test_a_snippet_marks_the_place_in_a_long_text(desk: Desk) -> None:
    person = desk.person("Erika Muster")
    note = " ".join([*["davor"] * 40, "im", "Grünen", "Weg", *["danach"] * 40])
    findings.record(desk.store, desk.case_id, person, Statement("note", note, desk.source_id))
    (hit,) = search(desk.store, "gruenen").hits
    assert "[Grünen]" in hit.snippet
    assert hit.snippet.startswith("… ")
    assert len(hit.snippet) < 120


@pytest.mark.parametrize("query", ["emu1234", "EMU 1234"])
def test_a_snippet_marks_an_identifier_however_it_was_typed(desk: Desk, query: str) -> None:
    person = desk.person("Erika Muster")
    statement = Statement("note", "fuhr am Montag E-MU 1234 nach Hause", desk.source_id)
    findings.record(desk.store, desk.case_id, person, statement)
    (hit,) = search(desk.store, query).hits
    assert hit.snippet == "Note: fuhr am Montag [E-MU] [1234] nach Hause"


def test_a_register_entry_is_found_by_the_words_of_its_choices(desk: Desk) -> None:
    entry = entries.add(desk.store, "partners", {"name": "Musterhochschule", "kind": "university"}).ids[0]
    (hit,) = search(desk.store, "university art:verzeichnis").hits
    assert (hit.id, hit.snippet) == (entry, "Kind: [university]")
    assert ids(search(desk.store, "Hochschule")) == {entry}


def test_many_hits_come_unranked_and_are_counted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    people = [desk.person(f"Muster {n}") for n in range(12)]
    monkeypatch.setattr(searchindex, "RANKED_UP_TO", 10)
    result = search(desk.store, "art:person muster", limit=5)
    assert (len(result.hits), result.total, result.ranked) == (5, 12, False)
    assert [hit.id for hit in result.hits] == people[::-1][:5]
    assert search(desk.store, "muster", limit=3).total == 13


def test_the_name_weighs_more_than_a_note(desk: Desk) -> None:
    other = desk.person("Piet Voorbeeld")
    findings.record(desk.store, desk.case_id, other, Statement("note", "kennt Erika", desk.source_id))
    erika = desk.person("Erika")
    assert search(desk.store, "erika").hits[0].id == erika


WORD = st.text(
    alphabet=st.one_of(
        st.sampled_from("aeiouäöüßnrstmlkıİşçğøåłéабвшщюяαβγουη"),
        st.characters(min_codepoint=0x30, max_codepoint=0x17F, categories=["Lu", "Ll", "Nd"]),
    ),
    min_size=1,
    max_size=10,
)
TWO = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i", "İ": "I"})
BARE = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "ı": "i", "İ": "I"})


@given(st.lists(WORD, min_size=1, max_size=3))
def test_whatever_word_of_a_recorded_value_is_typed_the_subject_is_found(
    desk: Desk, name_words: list[str]
) -> None:
    name = " ".join(name_words)
    person = desk.person(name)
    findings.record(desk.store, desk.case_id, person, Statement("note", f"genannt {name}.", desk.source_id))
    for word in name_words:
        for typed in (
            word,
            word.upper(),
            word.translate(TWO),
            word.translate(BARE),
            search_form(word),
            f"{word}*",
        ):
            found = {hit.id for hit in search(desk.store, typed, limit=10_000).hits}
            assert person in found, (name, typed)
