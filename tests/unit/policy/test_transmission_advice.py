"""The assistant, and each trap of the domain (DOMAIN section 3) where it is encoded."""

import pytest

from app.base.errors import UserError
from app.base.i18n import speaking
from app.policy import provision_matrix, provisions
from app.policy.provision_matrix import Wanted
from app.policy.transmission_advice import Advice, advise, ask, letter
from app.policy.transmission_limits import limits, topic_of, topics

CLASSES = tuple(provisions.agency_classes())
STRENGTH = ("must", "should", "may", "on_request")


def _advice(sender: str, recipient: str, data: str = "", *, on_request: bool = False) -> Advice:
    with speaking("en"):
        return advise(ask(sender, recipient, data, on_request=on_request))


def _offered(found: Advice) -> dict[str, str]:
    return {c.provision.id: " | ".join(x.text for x in c.conditions) for c in found.candidates}


@pytest.mark.parametrize("sender", CLASSES)
def test_grounds_come_strongest_first_and_never_a_limit(sender: str) -> None:
    for recipient in CLASSES:
        for on_request in (False, True):
            found = _advice(sender, recipient, on_request=on_request)
            kinds = [c.provision.kind for c in found.candidates]
            assert kinds == sorted(kinds, key=STRENGTH.index)
            assert all(c.conditions for c in found.candidates)
            assert not {c.provision.id for c in found.candidates} & {b.provision.id for b in found.blocked}


def test_every_limit_rests_on_the_matrix_and_every_law_has_one_topic() -> None:
    known = provisions.catalogue()
    for limit in limits():
        assert not limit.provision or limit.provision in known
        assert limit.scope["of"] | limit.scope["spares"] <= known.keys()
    for provision in known.values():
        assert sum(provision.law in t.members for t in topics().values()) == 1
    assert topic_of(known["AO-31a"]) == "tax"


def test_sgb_x_68_works_on_request_only_and_73_needs_a_judge() -> None:
    assert "SGB10-68" not in _offered(_advice("A05", "A01"))
    asked = _offered(_advice("A05", "A01", on_request=True))["SGB10-68"]
    for part in ("six months", "individual case", "head of the body"):
        assert part in asked
    assert "judge" in _offered(_advice("A05", "X01", on_request=True))["SGB10-73"]


def test_social_secrecy_leaves_no_room_for_general_requests() -> None:
    found = _advice("A05", "A01", on_request=True)
    assert {"StPO-161", "StPO-163", "BDSG-25"} <= {b.provision.id for b in found.blocked}
    assert "permission of the SGB" in _offered(_advice("A05", "A08"))["AufenthG-87-2"]


def test_tax_authorities_follow_ao_31a() -> None:
    found = _advice("A04", "A03")
    assert "SchwarzArbG-13-2" not in _offered(found)
    assert "AO-31a" in _offered(found)
    assert any("2-20" in note for note in found.notes)
    assert "2-20" in _offered(_advice("A05", "A03"))["SchwarzArbG-13-2"]


def test_received_tax_data_are_bound_to_their_purpose() -> None:
    found = _advice("A05", "A08", "tax")
    assert _offered(found) == {}
    onward = _offered(_advice("A05", "X04", "tax"))
    assert onward.keys() == {"SGB10-69-1-1"}
    assert "31a(1) sentence 3" in onward["SGB10-69-1-1"]
    assert "bound to the purpose" in _offered(_advice("A04", "A05"))["AO-31a"]


def test_schools_are_exempt_and_union_citizens_have_their_own_rule() -> None:
    found = _advice("A07", "A08", on_request=True)
    assert "AufenthG-87-1" in {b.provision.id for b in found.blocked}
    assert "AufenthG-87-2" not in _offered(found)
    rule = _offered(_advice("A12", "A08"))["AufenthG-87-2"]
    assert "§ 11(7) FreizügG/EU" in rule
    assert "§ 88" in rule


def test_confided_data_have_their_own_ground_or_none() -> None:
    assert _offered(_advice("A06", "X01", "confided")) == {}
    assert _offered(_advice("A06", "A07", "confided")) == {}
    alarm = _offered(_advice("A06", "A01", "confided"))
    assert alarm.keys() == {"SGB8-8a-3"}
    assert "section 65(1)" in alarm["SGB8-8a-3"]
    assert any("meeting" in note for note in _advice("A06", "A01").notes)
    assert all("64(2)" in text for text in _offered(_advice("A06", "A05")).values())


def test_mutual_assistance_is_no_basis() -> None:
    for sender in CLASSES:
        found = _advice(sender, "A01", on_request=True)
        assert "VwVfG-5" not in _offered(found)
        assert any("VwVfG" in note for note in found.notes)


def test_nobody_is_tipped_off() -> None:
    for recipient in ("X01", "X02"):
        offered = _offered(_advice("A04", recipient, "laundering"))
        assert offered
        assert all("learn nothing" in text for text in offered.values())
    assert _offered(_advice("A04", "X13", "laundering", on_request=True)) == {}


@pytest.mark.parametrize(
    ("sender", "recipient", "only"), [("A06", "A08", "BGB-1597a"), ("A08", "A06", "AufenthG-85a")]
)
def test_paternity_is_regulated_in_both_directions(sender: str, recipient: str, only: str) -> None:
    offered = _offered(_advice(sender, recipient, "paternity"))
    assert offered.keys() == {only}
    assert "biological father" in offered[only]


def test_contact_persons_go_to_police_only() -> None:
    assert _offered(_advice("A01", "A09", "contact")) == {}
    assert _offered(_advice("A01", "A02", "contact"))


def test_police_data_keep_their_label_and_their_purpose() -> None:
    for text in _offered(_advice("A01", "A03")).values():
        assert "label" in text
        assert "comparable weight" in text


def test_registered_blocks_are_asked_for() -> None:
    assert all("51" in text for text in _offered(_advice("A13", "A05")).values())


def test_what_the_office_rejected_is_never_offered() -> None:
    question = ask("A04", "A05")
    rejected = frozenset({"AO-31a"})
    found = advise(question, rejected=rejected)
    assert "AO-31a" not in _offered(found)
    assert "AO-31a" in {b.provision.id for b in found.blocked}
    assert "AO-31a" not in provision_matrix.cell("A04", "A05", rejected=rejected).ids


def test_unverified_texts_say_so() -> None:
    found = _advice("A01", "A05")
    with speaking("en"):
        assert "not verified" in found.candidates[0].provision.citation
    assert [c.provision.id for c in found.candidates] == ["PolGNRW-27-2"]


def test_the_letter_names_ground_and_conditions_in_german() -> None:
    found = _advice("A04", "A05")
    keys = {x.key for c in found.candidates for x in c.conditions}
    with speaking("en"):
        text = letter(found, "AO-31a", keys, "Musterfinanzamt", "Musterjobcenter")
    assert text.startswith("Übermittelnde Stelle: Musterfinanzamt\nEmpfangende Stelle: Musterjobcenter\n")
    assert "von Amts wegen" in text
    assert "§ 31a" in text
    assert "§ 30 Abs. 11 AO" in text
    assert "noch nicht freigegeben" in text
    approved = advise(ask("A04", "A05"), approved=frozenset({"AO-31a"}))
    assert "noch nicht freigegeben" not in letter(approved, "AO-31a", keys, "Amt", "Amt")


def test_the_letter_waits_for_every_condition() -> None:
    found = _advice("A04", "A05")
    with pytest.raises(UserError, match="confirmed"):
        letter(found, "AO-31a", {"AO-31a:1"}, "Amt", "Amt")
    with pytest.raises(UserError, match="no ground"):
        letter(found, "StPO-161", set(), "Amt", "Amt")


def test_unknown_classes_are_refused() -> None:
    with pytest.raises(UserError, match="Z99"):
        ask("Z99", "A05")
    with pytest.raises(UserError, match="gossip"):
        ask("A04", "A05", "gossip")


def test_the_matrix_shows_the_strongest_kind() -> None:
    cell = provision_matrix.cell("A04", "A05")
    assert (cell.kind, cell.verified) == ("must", True)
    assert provision_matrix.cell("A10", "A05").kind == ""
    assert provision_matrix.cell("A05", "A06", on_request=True).ids[-1] == "UhVorschG-6-5"
    rows = provision_matrix.table(CLASSES)
    assert len(rows) == len(rows[0]) == len(CLASSES)


def test_the_matrix_is_searched_by_what_people_look_for() -> None:
    assert len(provision_matrix.search(Wanted())) == 144
    assert {p.law for p in provision_matrix.search(Wanted(topic="undeclared_work"))} == {"SchwarzArbG", "AÜG"}
    assert len(provision_matrix.search(Wanted(verified="no"))) == 6
    both = provision_matrix.search(Wanted(sender="A06", recipient="A08", kind="must"))
    assert {"BGB-1597a", "SGB10-71-2-2"} == {p.id for p in both}
    assert {p.id for p in provision_matrix.search(Wanted(data="confided"))} >= {"SGB8-65"}
    assert {p.id for p in provision_matrix.search(Wanted(data="tax"))} >= {"AO-31a"}
