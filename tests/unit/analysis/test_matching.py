"""Comparing records: what holds for all of them, and what an analyst expects of names and numbers."""

# ruff: noqa: RUF001 - names in other letters are what is tested here

import random
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.matching.candidates import (
    MIN_SCORE,
    Band,
    band_of,
    compare_records,
    find_candidates,
)
from app.analysis.matching.pair_score import Component
from app.analysis.matching.reasons import reasons_of
from app.analysis.matching.records import MatchRecord, Value
from app.analysis.matching.table_records import column_key, name_record, row_record
from app.base.i18n import speaking
from app.base.progress import Cancelled, Progress

WORDS = st.sampled_from(
    "Max Erika Mustermann Beispiel al bin Öztürk Łukasz Иван محمد O'Neill von J. Dr.".split()
)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
DATES = st.sampled_from(["1980", "1980-04", "1980-04-05", "1980-05-04", "1981-04-05", "1980~", "1979/1981"])
NUMBERS = st.sampled_from(["L1234567", "L1234576", "X7654321", "L 123 4567"])
PLACES = st.sampled_from(["Musterstraße 1, 45127 Musterstadt", "Musterstr. 1, Musterstadt", "Am Beispiel 7"])
VALUES = st.one_of(
    st.builds(Value, st.just("name"), st.just("name"), NAMES),
    st.builds(Value, st.just("birth_date"), st.just("partial_date"), DATES),
    st.builds(Value, st.just("identity_document"), st.just("identifier"), NUMBERS),
    st.builds(Value, st.just("address"), st.just("address"), PLACES),
)
CONTENT = st.lists(VALUES, min_size=0, max_size=4).map(tuple)
LINKED = st.dictionaries(st.sampled_from(["o1", "o2", "p2"]), st.just("Muster GmbH"), max_size=2)
NAME = st.builds(Value, st.just("name"), st.just("name"), NAMES)


def person(record_id: str, *values: Value, **neighbours: str) -> MatchRecord:
    return MatchRecord(record_id, "person", values, neighbours)


def named(record_id: str, name: str, **more: str) -> MatchRecord:
    types = {"birth_date": "partial_date", "identity_document": "identifier", "phone": "phone"}
    values = [Value("name", "name", name)]
    values += [Value(k, types.get(k, k), text) for k, text in more.items()]
    return person(record_id, *values)


def names_score(left: str, right: str, kind: str = "person") -> float:
    return compare_records(name_record(left, "1", kind), name_record(right, "2", kind)).score


# --- what holds for all records


@given(CONTENT, LINKED, CONTENT, LINKED)
def test_the_score_is_the_same_either_way_round(
    a: tuple[Value, ...], of_a: dict[str, str], b: tuple[Value, ...], of_b: dict[str, str]
) -> None:
    one, other = MatchRecord("p1", "person", a, of_a), MatchRecord("p2", "person", b, of_b)
    there, back = compare_records(one, other), compare_records(other, one)
    assert there.score == pytest.approx(back.score)
    assert 0.0 <= there.score <= 1.0
    swapped = sorted((p.component, p.subject, p.right, p.left, p.way) for p in back.parts)
    assert len(swapped) == len(there.parts)
    assert {(p.component, p.subject) for p in there.parts} == {(p.component, p.subject) for p in back.parts}


@given(CONTENT, NAME, LINKED)
def test_a_record_with_content_is_wholly_like_itself(
    values: tuple[Value, ...], name: Value, neighbours: dict[str, str]
) -> None:
    one = MatchRecord("p1", "person", (*values, name), neighbours)
    assert compare_records(one, one).score == pytest.approx(1.0)
    assert compare_records(one, replace(one, id="p9")).score == pytest.approx(1.0)


@given(st.lists(CONTENT, min_size=2, max_size=8), st.randoms(use_true_random=False))
def test_candidates_do_not_depend_on_the_order_of_the_records(
    contents: list[tuple[Value, ...]], dice: random.Random
) -> None:
    records = [person(f"p{no}", *values) for no, values in enumerate(contents)]
    shuffled = [replace(r, values=tuple(dice.sample(r.values, len(r.values)))) for r in records]
    dice.shuffle(shuffled)
    assert find_candidates(records) == find_candidates(shuffled)


@given(st.lists(CONTENT, min_size=2, max_size=6), CONTENT)
def test_one_more_record_changes_no_other_pair(
    contents: list[tuple[Value, ...]], stranger: tuple[Value, ...]
) -> None:
    records = [person(f"p{no}", *values) for no, values in enumerate(contents)]
    more = find_candidates([*records, person("zz", *stranger)])
    assert find_candidates(records) == tuple(c for c in more if "zz" not in (c.a, c.b))


def test_many_records_give_the_same_pairs_as_few_of_them() -> None:
    """From some hundred records on not all pairs are compared; none that is alike may get lost."""
    pairs = []
    for no in range(200):
        given, born = f"Erika{chr(97 + no % 26)}{no // 26}", f"19{no % 80 + 10}-03-0{no % 9 + 1}"
        for side, surname in enumerate(("Mustermann", "Mustermannn")):
            pairs.append(named(f"a{no:03d}{side}", f"{given} {surname}", birth_date=born))
    found = {(c.a, c.b) for c in find_candidates(pairs)}
    assert {(f"a{no:03d}0", f"a{no:03d}1") for no in range(200)} <= found


def test_a_stopgap_that_thousands_share_does_not_stop_the_work() -> None:
    values = (Value("name", "name", "Max Mustermann"), Value("birth_date", "partial_date", "1980"))
    records = [person(f"{no:05d}", *values) for no in range(1_500)]
    assert 1_500 < len(find_candidates(records)) < 40_000


@pytest.mark.parametrize("name", ["unbekannt", "N.N.", "Unknown"])
def test_who_is_not_known_is_nobodys_double(name: str) -> None:
    assert find_candidates([named("1", name), named("2", name)]) == ()


def test_records_of_two_types_are_never_candidates() -> None:
    one = named("1", "Mustermann Bau")
    assert find_candidates([one, MatchRecord("2", "organisation", one.values)]) == ()


def test_long_work_tells_its_steps_and_can_be_stopped() -> None:
    steps: list[int] = []
    progress = Progress(lambda done, _total: steps.append(done))
    records = [named(f"{no:03d}", f"Erika Muster{no}") for no in range(60)]
    find_candidates(records, progress=progress)
    assert len(steps) > 2
    progress.cancel()
    with pytest.raises(Cancelled):
        find_candidates(records, progress=progress)


# --- names: the same steps for every name


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Mustermann, Erika", "Erika Mustermann"),
        ("Dr. Erika Mustermann", "Erika Mustermann"),
        ("Erika Maria Mustermann", "Erika Mustermann"),
        ("E. Mustermann", "Erika Mustermann"),
        ("Erika Mustermann-Beispiel", "Erika Mustermann Beispiel"),
        ("Jürgen Müller", "Juergen Mueller"),
        ("Jürgen Müller", "Jurgen Muller"),
        ("Şükrü Yıldız", "Sukru Yildiz"),
        ("Владимир Беспалов", "Wladimir Bespalow"),
        ("Владимир Беспалов", "Vladimir Bespalov"),
        ("Γιώργος Παράδειγμα", "Giorgos Paradeigma"),
        ("محمد المثالي", "Mohammed al-Mithali"),
        ("Muhammad al-Mithali", "Mohamed El Mithali"),
        ("ErikaMustermann", "Erika Mustermann"),
        ("Erika Musterman", "Erika Mustermann"),
        ("Max Beispiel", "Maximilian Beispiel"),
        ("Max Beispiel alias Erik Muster", "Erik Muster"),
    ],
)
def test_ways_to_write_one_name_are_alike(left: str, right: str) -> None:
    assert names_score(left, right) >= MIN_SCORE


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Erika Mustermann", "Max Mustermann"),
        ("Erika Mustermann", "Erika Beispiel"),
        ("Ali Karim Hasan Muster", "Ali Karim Hasan Beispiel"),
        ("Dr. Mustermann", "Dr. Beispiel"),
        ("Abu al Bashir", "Abu al Karim"),
    ],
)
def test_another_name_is_another_name(left: str, right: str) -> None:
    assert names_score(left, right) < MIN_SCORE


@pytest.mark.parametrize(
    ("left", "right", "alike"),
    [
        ("Muster Bau GmbH", "Muster Bau Gesellschaft mit beschränkter Haftung", True),
        ("Muster Bau GmbH", "MUSTER BAU mbH", True),
        ("Muster & Söhne KG", "Muster und Soehne KG", True),
        ("Brigade 44", "Brigade vierundvierzig", False),
        ("Brigade 44", "Brigade Forty-Four", True),
        ("Muster Bau GmbH", "Beispiel Bau GmbH", False),
        ("Muster Bau GmbH", "Muster Handel GmbH", False),
    ],
)
def test_legal_forms_count_little_in_names_of_organisations(left: str, right: str, alike: bool) -> None:
    assert (names_score(left, right, "organisation") >= MIN_SCORE) is alike


# --- stories


def test_wenn_zwei_datensaetze_dieselbe_ausweisnummer_haben_dann_ist_es_ein_starker_kandidat() -> None:
    one = named("1", "Erika Mustermann", identity_document="L01X00T47")
    other = named("2", "Mustermann, Erika", identity_document="l01 x00 t47")
    (found,) = find_candidates([one, other])
    assert found.band is Band.STRONG
    assert found.parts[0].component is Component.NUMBER


def test_wenn_nur_die_nummer_gleich_ist_dann_wird_das_paar_trotzdem_vorgelegt() -> None:
    one = named("1", "Erika Mustermann", identity_document="L01X00T47", birth_date="1964-08-12")
    other = named("2", "Max Beispiel", identity_document="L01X00T47", birth_date="1999-01-02")
    (found,) = find_candidates([one, other])
    assert found.band is not Band.STRONG
    assert [r.supports for r in reasons_of(found.parts, "person")] == [True, False, False]


def test_wenn_zwei_handelsregisternummern_sich_widersprechen_dann_spricht_das_dagegen() -> None:
    def company(record_id: str, number: str, court: str = "Essen") -> MatchRecord:
        values = (
            Value("name", "name", "Muster Bau GmbH"),
            Value("register_number", "identifier", number),
            Value("register_court", "name", court),
        )
        return MatchRecord(record_id, "organisation", values)

    assert find_candidates([company("1", "HRB 12345"), company("2", "HRB 98700")]) == ()
    assert find_candidates([company("1", "HRB 12345"), company("2", "HRB 12345", "Köln")]) == ()
    assert find_candidates([company("1", "HRB 12345"), company("2", "HRB12345")])[0].score == 1.0


def test_wenn_tag_und_monat_vertauscht_sind_dann_sagt_der_grund_es() -> None:
    one, other = (
        named("1", "Erika Mustermann", birth_date="1980-04-05"),
        named("2", "Erika Mustermann", birth_date="1980-05-04"),
    )
    (found,) = find_candidates([one, other])
    with speaking("de"):
        texts = [reason.text for reason in reasons_of(found.parts, "person")]
    assert len(texts) == 2
    assert any("05.04.1980" in text and "04.05.1980" in text for text in texts)


@pytest.mark.parametrize("date", ["1980", "1980-04", "1980-04~", "1979/1981"])
def test_wenn_ein_geburtsdatum_nur_teils_bekannt_ist_dann_passt_es_zum_ganzen(date: str) -> None:
    one = named("1", "Erika Mustermann", birth_date=date)
    assert compare_records(one, named("2", "Erika Mustermann", birth_date="1980-04-05")).score > 0.85


def test_wenn_das_geburtsdatum_ein_anderes_ist_dann_reicht_derselbe_name_nicht() -> None:
    one = named("1", "Erika Mustermann", birth_date="1980-04-05")
    assert find_candidates([one, named("2", "Erika Mustermann", birth_date="1958-11-23")]) == ()


def test_wenn_beide_mit_demselben_dritten_verbunden_sind_dann_spricht_das_dafuer() -> None:
    one, other = named("1", "Erika Mustermann"), named("2", "Erika Musterfrau")
    apart = compare_records(one, other).score
    shared = compare_records(
        replace(one, neighbours={"o": "Muster GmbH"}), replace(other, neighbours={"o": "Muster GmbH"})
    )
    assert shared.score > apart
    assert "Muster GmbH" in " ".join(r.text for r in reasons_of(shared.parts, "person"))


def test_wenn_zwei_miteinander_verbunden_sind_dann_spricht_das_dagegen() -> None:
    one, other = named("1", "Erika Mustermann"), named("2", "Erika Mustermann")
    linked = compare_records(replace(one, neighbours={"2": "Erika Mustermann"}), other)
    assert linked.score < 1.0
    assert not next(p for p in linked.parts if p.component is Component.LINKED).supports


def test_wenn_nur_die_rolle_gleich_ist_dann_gibt_es_nichts_zu_vergleichen() -> None:
    values = (Value("role", "choice:person_role", "suspect"), Value("note", "text", "Musterfall"))
    assert compare_records(person("1", *values), person("2", *values)).score == 0.0


def test_wenn_ein_grund_genannt_wird_dann_nennt_er_beide_werte() -> None:
    one = named("1", "Erika Mustermann", birth_date="1980", phone="+49201123456")
    other = named("2", "Erika Musterman", birth_date="1980-04-05", phone="+49201123456")
    comparison = compare_records(one, other)
    for language in ("de", "en"):
        with speaking(language):
            for part, reason in zip(
                sorted(comparison.parts, key=lambda p: not p.supports),
                reasons_of(comparison.parts, "person"),
                strict=True,
            ):
                assert len(re.findall("“[^”]*”|„[^“]*“", reason.text)) == 2, reason.text
                assert part.component is not Component.NAME or {part.left, part.right} == {
                    "Erika Mustermann",
                    "Erika Musterman",
                }


def test_a_band_says_in_a_word_how_much_agrees() -> None:
    only_name = compare_records(named("1", "Erika Mustermann"), named("2", "Erika Mustermann"))
    assert band_of(only_name.score, only_name.parts) is Band.PROBABLE
    alike = compare_records(named("1", "Erika Mustermann"), named("2", "Erika Maria Musterman"))
    assert band_of(alike.score, alike.parts) in (Band.POSSIBLE, Band.PROBABLE)


def test_wenn_zwei_wagen_eines_fuhrparks_nacheinander_zugelassen_sind_dann_gilt_das_nicht_als_stark() -> None:
    def car(record_id: str, plate: str) -> MatchRecord:
        values = (
            Value("plate", "plate", plate),
            Value("model", "name", "Kombi"),
            Value("first_registration", "partial_date", "2025-02-03"),
        )
        return MatchRecord(record_id, "vehicle", values, {"o": "Muster Mobil GmbH"})

    (found,) = find_candidates([car("1", "DO-MP 310"), car("2", "DO-MP 311")])
    assert found.band is Band.PROBABLE


def test_wenn_nur_die_hausnummer_verschieden_ist_dann_ist_es_ein_anderer_ort() -> None:
    one, other = (
        MatchRecord(no, "place", (Value("name", "name", f"Ladenlokal Musterallee {no}"),))
        for no in ("8", "60")
    )
    assert compare_records(one, other).score < MIN_SCORE


def test_columns_are_understood_by_their_names() -> None:
    assert column_key("http://beispiel.example/ontologie#phoneNumber") == "phone_number"
    assert column_key(" Straße ") == "strasse"
    row = {"Vorname": "Erika", "Nachname": "Mustermann", "Geburtsdatum": "12.08.1964", "PLZ": "45127"}
    record = row_record(row, "1")
    assert record.type == "person"
    assert set(record.values) == {
        Value("name", "name", "Erika Mustermann"),
        Value("birth_date", "partial_date", "1964-08-12"),
        Value("address", "address", "45127"),
    }
