import itertools

from app.base.i18n import set_language
from app.base.records import Finding, Standing, Subject, SubjectKind
from app.ontology.caption import captions


def an_id(number: int) -> str:
    return f"{number:032x}"


def node(number: int, type_id: str = "person") -> Subject:
    return Subject(an_id(number), SubjectKind.NODE, type_id)


def link(number: int, type_id: str, start: int, end: int) -> Subject:
    return Subject(an_id(number), SubjectKind.LINK, type_id, an_id(start), an_id(end))


def finding(number: int, subject: int, prop: str, value: str, **more) -> Finding:
    given = {"standing": Standing.FACT, "recorded_at": "2026-01-01T00:00:00Z"} | more
    return Finding(
        id=an_id(1000 + number),
        case_id=an_id(9),
        subject_id=an_id(subject),
        source_id=an_id(8),
        property=prop,
        value=value,
        credibility="2",
        recorded_by="test",
        review_due="2027-12-31",
        **given,
    )


def test_first_property_of_the_caption_list_wins():
    found = [
        finding(1, 1, "alias", "Der Lange"),
        finding(2, 1, "name", "Muster, Max"),
        finding(3, 2, "alias", "Momo"),
    ]
    shown = captions([node(1), node(2)], found)
    assert shown == {an_id(1): "Muster, Max", an_id(2): "Momo"}


def test_value_is_shown_the_way_of_its_type():
    assert captions([node(1, "account")], [finding(1, 1, "iban", "DE89370400440532013000")]) == {
        an_id(1): "DE89 3704 0044 0532 0130 00"
    }


def test_facts_go_before_newer_assessments_and_newer_facts_before_older():
    older = finding(1, 1, "name", "Muster, Max")
    newer = finding(2, 1, "name", "Muster, Maximilian", recorded_at="2026-02-01T00:00:00Z")
    guess = finding(
        3, 1, "name", "Muster, Moritz", standing=Standing.ASSESSMENT, recorded_at="2026-03-01T00:00:00Z"
    )
    rumour = finding(
        4, 1, "name", "Muster, Michel", standing=Standing.HYPOTHESIS, recorded_at="2026-04-01T00:00:00Z"
    )
    assert captions([node(1)], [older, newer, guess, rumour])[an_id(1)] == "Muster, Maximilian"
    assert captions([node(1)], [rumour, guess])[an_id(1)] == "Muster, Moritz"


def test_superseded_and_restricted_findings_do_not_name_anything():
    old = finding(1, 1, "name", "Falsch, Fritz")
    correction = finding(2, 1, "name", "Richtig, Rita", supersedes=old.id)
    assert captions([node(1)], [old, correction])[an_id(1)] == "Richtig, Rita"
    hidden = finding(3, 1, "name", "Geheim, Gerd", restricted=True, supersedes=correction.id)
    assert captions([node(1)], [old, correction, hidden])[an_id(1)] == "Person 1"


def test_ties_are_solved_the_same_way_in_any_order():
    found = [finding(n, 1, "name", f"Muster {n}") for n in range(3)]
    assert len({captions([node(1)], order)[an_id(1)] for order in itertools.permutations(found)}) == 1


def test_nameless_nodes_are_numbered_within_what_is_given():
    subjects = [node(3), node(1), node(2, "vehicle"), node(5), node(4)]
    shown = captions(subjects, [finding(1, 1, "name", "Muster, Max")])
    assert shown == {
        an_id(1): "Muster, Max",
        an_id(2): "Vehicle 1",
        an_id(3): "Person 1",
        an_id(4): "Person 2",
        an_id(5): "Person 3",
    }
    assert captions([node(5)], [])[an_id(5)] == "Person 1"


def test_no_part_of_an_id_shows():
    subject = Subject("deadbeef" * 4, SubjectKind.NODE, "organisation")
    set_language("de")
    assert captions([subject], []) == {subject.id: "Organisation 1"}


def test_links_read_from_end_to_end_in_the_language_in_force():
    subjects = [link(7, "owns", 1, 2), node(1), node(2, "vehicle")]
    found = [finding(1, 1, "name", "Muster, Max"), finding(2, 2, "plate", "E-MU 1234")]
    assert captions(subjects, found)[an_id(7)] == "Muster, Max – owns – E-MU 1234"
    set_language("de")
    assert captions(subjects, found)[an_id(7)] == "Muster, Max – Eigentum – E-MU 1234"


def test_link_whose_ends_are_not_given_shows_its_label_alone():
    assert captions([link(7, "owns", 1, 2)], []) == {an_id(7): "owns"}


def test_types_of_a_newer_program_show_by_their_id():
    shown = captions([node(1, "space_ship"), node(2), link(3, "flies_to", 1, 2)], [])
    assert shown[an_id(1)] == "space ship 1"
    assert shown[an_id(3)] == "space ship 1 – flies to – Person 1"
