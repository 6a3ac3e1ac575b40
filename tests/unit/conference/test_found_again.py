"""What was planned for a few is found by the office that planned it."""

from conference_factory import Meeting

from app.casework.search import search
from app.conference import agenda


def test_closed_points_are_found_with_their_decisions_and_no_longer_when_they_are_gone(
    meeting: Meeting,
) -> None:
    closed = meeting.point("Musterquelle", (meeting.police,), question="Wie Zeugenbeispiel schützen?")
    agenda.decide(meeting.store, closed, "Umzugsbeispiel prüfen")
    for word in ("Musterquelle", "Zeugenbeispiel", "Umzugsbeispiel"):
        assert [hit.id for hit in search(meeting.store, word, meeting.case_id).hits] == [
            meeting.conference_id
        ]
    agenda.decide(meeting.store, closed, "")
    agenda.remove(meeting.store, closed)
    assert search(meeting.store, "Zeugenbeispiel", meeting.case_id).hits == ()
