"""Who got a finding is told what became of it: letters and recall packages for all, sent and confirmed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from app.base.errors import UserError
from app.base.recall_records import RecallKind
from app.casework import agencies, cases, erasure, findings, notices, recalls
from app.handover import identities, key_trust
from app.handover.packages import open_file, seal_case
from app.handover.recalls import RecallPaper, prepare
from app.handover.releasing import release_case
from app.policy import ledger
from app.store import audit, undo
from app.store.store import Store
from tests.unit.handover.conftest import Office

WHY = "Die Zustimmung der abgebenden Stelle lag nicht vor."


def _text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    page = document[0]
    found = page.get_textpage().get_text_range()
    document.close()
    return str(found)


@pytest.fixture
def given(office: Office, template: tuple[Path, str], tmp_path: Path) -> Iterator[tuple[Office, Store, str]]:
    """A case that customs have got as a package: the office, their store, the finding of the name."""
    path = tmp_path / "zoll.rundblick"
    shutil.copytree(template[0], path)
    there = Store.open_with_recovery_key(path, template[1], "zoll")
    keys = identities.make_own(there, "Zoll").public()
    key_trust.trust(there, identities.make_own(office.store, "Geschäftsstelle").public().to_text())
    key_trust.trust(office.store, keys.to_text(), agencies.find(office.store, "Zoll Musterstadt").id)
    seal_case(office.store, office.case_id, office.request(), [keys], tmp_path / "erst.rundblick-paket")
    name = next(f.id for f in cases.records(office.store, office.case_id).findings if f.value == "Ayşe Örnek")
    yield office, there, name
    there.close()


def _prepared(office: Office, folder: Path) -> RecallPaper:
    found = prepare(office.store, office.case_id, folder)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("kind", [*RecallKind])
def test_letter_and_package_say_what_became_of_it_and_nothing_of_the_content(
    given: tuple[Office, Store, str], tmp_path: Path, kind: RecallKind
) -> None:
    office, partner, name = given
    store, case_id = office.store, office.case_id
    if kind is RecallKind.CORRECTED:
        findings.correct(store, case_id, name, "Geheimwort Birke")
    elif kind is RecallKind.RESTRICTED:
        findings.restrict(store, case_id, name, "bestritten")
    elif kind is RecallKind.ERASED:
        erasure.erase(store, case_id, [name], "Frist abgelaufen")
    else:
        recalls.demand(store, case_id, [name], WHY)
    paper = _prepared(office, tmp_path)
    assert (paper.recipient, paper.number[:3]) == ("Zoll Musterstadt", "BN-")
    text = _text(paper.letter)
    assert paper.number in text
    assert "erst.rundblick-paket" in text
    assert (WHY in " ".join(text.split())) == (kind is RecallKind.RECALLED)
    for secret in ("Örnek", "Geheimwort", "Przykładowy"):
        assert secret not in text
    assert paper.package is not None
    opened = open_file(partner, paper.package)
    assert opened.delivery.findings == ()
    assert opened.delivery.subjects == ()
    recall = opened.recalls[0]
    assert name in recall.finding_ids
    # The correction was not given to customs: not even its id goes.
    assert (recall.kind, recall.successor_ids) == (kind, ())
    with store.read() as connection:
        kinds = [e.artefact_name for e in ledger.entries(connection, case_id=case_id) if e.kind == "recall"]
        assert kinds == []
        assert ledger.hand_overs(connection) == 3


def test_a_correction_that_the_recipient_was_given_is_named_by_its_id(
    given: tuple[Office, Store, str], tmp_path: Path
) -> None:
    office, partner, name = given
    corrected = findings.correct(office.store, office.case_id, name, "Ayşe Örneksoy").ids[0]
    view = release_case(office.store, office.case_id, office.request()).view
    with office.store.write("Musterübergabe", audit.Action.DISCLOSURE, case_id=office.case_id) as work:
        ledger.enter(work, view, ledger.Artefact("briefing", "Lage.pdf", "00"))
    package = _prepared(office, tmp_path).package
    assert package is not None
    assert open_file(partner, package).recalls[0].successor_ids == (corrected,)


def test_a_reason_that_names_somebody_the_recipient_was_not_given_is_in_no_letter(
    given: tuple[Office, Store, str], tmp_path: Path
) -> None:
    office, _partner, name = given
    recalls.demand(office.store, office.case_id, [name], "Gesagt hat es Linde, das war falsch.")
    with pytest.raises(UserError, match="Linde") as refused:
        prepare(office.store, office.case_id, tmp_path / "neu")
    assert refused.value.key == "handing_on.names"
    assert list(tmp_path.rglob("BN-*")) == []
    # What they were given they may read again.
    recalls.demand(office.store, office.case_id, [name], "Frau Örnek gibt es nicht.")
    assert _prepared(office, tmp_path).number.startswith("BN-")


def test_a_notice_keeps_its_number_and_is_sent_and_confirmed(
    given: tuple[Office, Store, str], tmp_path: Path
) -> None:
    office, _partner, name = given
    store = office.store
    recalls.demand(store, office.case_id, [name], WHY)
    first, second = _prepared(office, tmp_path), _prepared(office, tmp_path)
    assert first.number == second.number
    with pytest.raises(UserError, match="sent"):
        notices.mark_confirmed(store, first.notice_id, "Rücklauf")
    notices.mark_sent(store, first.notice_id, "Brief vom 23.11.")
    agency = notices.find(store, first.notice_id).agency_id
    with store.read() as connection:
        assert len(recalls.for_recipient(connection, office.case_id, agency)) == 1
    notices.mark_confirmed(store, first.notice_id, "Rücklauf vom 01.12.")
    held = notices.find(store, first.notice_id)
    assert (held.state, held.answer) == ("confirmed", "Rücklauf vom 01.12.")
    with store.read() as connection:
        assert list(audit.entries(connection))[-1].reason == "Rücklauf vom 01.12."
        assert recalls.for_recipient(connection, office.case_id, held.agency_id) == ()
    with pytest.raises(UserError, match="once"):
        notices.mark_confirmed(store, first.notice_id, "noch einmal")
    undo.undo(store, office.case_id)
    assert notices.find(store, first.notice_id).state == "sent"
    with pytest.raises(UserError, match="No notice"):
        prepare(store, office.case_id, tmp_path)


def test_without_keys_there_is_a_letter_alone_and_after_a_failure_nothing(
    office: Office, tmp_path: Path
) -> None:
    store = office.store
    view = release_case(store, office.case_id, office.request()).view
    with store.write("Musterübergabe", audit.Action.DISCLOSURE, case_id=office.case_id) as work:
        ledger.enter(work, view, ledger.Artefact("briefing", "Lage.pdf", "00"))
    recalls.demand(store, office.case_id, [view.findings[0].id], WHY)
    paper = _prepared(office, tmp_path)
    assert (paper.recipient, paper.package) == ("Zoll Musterstadt", None)
    with pytest.raises(UserError):
        prepare(store, office.case_id, tmp_path / "gibt es nicht")
    with store.read() as connection:
        assert ledger.hand_overs(connection) == 2


def test_what_nobody_got_is_not_called_back_and_other_cases_are_left_alone(
    given: tuple[Office, Store, str],
) -> None:
    office, _partner, name = given
    store = office.store
    unseen = next(f.id for f in cases.records(store, office.case_id).findings if f.handling == "H2")
    for ids, reason, key in (
        ([unseen], WHY, "recall.nobody"),
        ([name], " ", "recall.reason"),
    ):
        with pytest.raises(UserError) as refused:
            recalls.demand(store, office.case_id, ids, reason)
        assert refused.value.key == key
    other = cases.create(store, "360-2026-901", "Zweiter", "Zweck", "Grundlage").ids[0]
    with pytest.raises(UserError) as refused:
        recalls.demand(store, other, [name], WHY)
    assert refused.value.key == "recall.case"
    assert notices.listed(store) == ()
