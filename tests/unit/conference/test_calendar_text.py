"""Calendar files as RFC 5545 wants them: lines, folding, escaping, zones, required properties."""

import datetime as dt
import re

from hypothesis import given
from hypothesis import strategies as st

from app.base.conference_records import Plan, Point
from app.base.i18n import set_language
from app.base.records import ConferenceState, Measure, MeasureState
from app.conference.calendar_text import ZONE, Event, Task, calendar, escaped, folded
from app.conference.invitations import due_days, invitation

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


def lines_of(file: bytes) -> list[str]:
    """Return the content lines, unfolded as section 3.1 says."""
    assert file.endswith(b"\r\n")
    return re.sub(rb"\r\n[ \t]", b"", file).decode("utf-8").removesuffix("\r\n").split("\r\n")


def unescaped(text: str) -> str:
    return re.sub(r"\\([\\;,nN])", lambda m: "\n" if m[1] in "nN" else m[1], text)


def parts(file: bytes, name: str) -> list[dict[str, str]]:
    """Return the components of this name as property (with parameters) -> value."""
    found: list[dict[str, str]] = []
    inside: dict[str, str] | None = None
    for line in lines_of(file):
        if line == f"BEGIN:{name}":
            inside = {}
        elif line == f"END:{name}" and inside is not None:
            found.append(inside)
            inside = None
        elif inside is not None:
            key, _colon, value = line.partition(":")
            inside[key] = value
    return found


@given(TEXTS)
def test_lines_are_folded_before_the_76th_octet_and_never_within_a_character(text: str) -> None:
    written = folded(f"SUMMARY:{escaped(text)}")
    assert written.endswith(b"\r\n")
    pieces = written.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(piece) <= 75 for piece in pieces)
    assert all(piece.startswith(b" ") for piece in pieces[1:])
    for piece in pieces:
        piece.decode("utf-8")


@given(TEXTS)
def test_what_is_written_is_read_back(text: str) -> None:
    line = lines_of(folded(f"SUMMARY:{escaped(text)}"))
    assert len(line) == 1
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in plain if c in "\n\t" or (ord(c) >= 32 and ord(c) != 127))
    assert unescaped(line[0].removeprefix("SUMMARY:")) == kept


def test_a_calendar_has_what_the_standard_requires() -> None:
    file = calendar([Event("a@x", dt.datetime(2026, 12, 1, 10), "Titel", 90, "Saal, 2. Stock")])
    lines = lines_of(file)
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[2].startswith("PRODID:-//Rundblick//")
    assert lines[-1] == "END:VCALENDAR"
    assert all(":" in line for line in lines)
    (event,) = parts(file, "VEVENT")
    assert event["UID"] == "a@x"
    assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
    assert event[f"DTSTART;TZID={ZONE}"] == "20261201T100000"
    assert event[f"DTEND;TZID={ZONE}"] == "20261201T113000"
    assert event["LOCATION"] == "Saal\\, 2. Stock"
    assert event["STATUS"] == "CONFIRMED"


def test_the_zone_it_names_is_there_with_both_halves_of_the_year() -> None:
    file = calendar([Event("a@x", dt.datetime(2026, 12, 1, 10), "Titel")])
    assert [z["TZID"] for z in parts(file, "VTIMEZONE")] == [ZONE]
    (winter,), (summer,) = parts(file, "STANDARD"), parts(file, "DAYLIGHT")
    assert (winter["TZOFFSETFROM"], winter["TZOFFSETTO"]) == ("+0200", "+0100")
    assert (summer["TZOFFSETFROM"], summer["TZOFFSETTO"]) == ("+0100", "+0200")
    assert "BYMONTH=10;BYDAY=-1SU" in winter["RRULE"]
    assert "BYMONTH=3;BYDAY=-1SU" in summer["RRULE"]


def test_without_a_time_it_takes_the_whole_day() -> None:
    (event,) = parts(calendar([Event("a@x", dt.date(2026, 12, 31), "Titel")]), "VEVENT")
    assert event["DTSTART;VALUE=DATE"] == "20261231"
    assert event["DTEND;VALUE=DATE"] == "20270101"


def test_tasks_say_whether_they_are_done() -> None:
    file = calendar(
        [Task("a@x", dt.date(2026, 12, 1), "Titel"), Task("b@x", dt.date(2026, 12, 2), "T", done=True)]
    )
    assert [t["STATUS"] for t in parts(file, "VTODO")] == ["NEEDS-ACTION", "COMPLETED"]
    assert parts(file, "VTODO")[0]["DUE;VALUE=DATE"] == "20261201"


SECRET = "Barbershop Muster"
PLAN = Plan(
    "c1", "case", 2, "2026-12-01T10:00", "Sitzungssaal 1", "Frau Muster", "a1", ConferenceState.PLANNED, 120,
    purpose=SECRET, points=(Point("p", 1, SECRET, SECRET),),
)  # fmt: skip


def test_an_invitation_holds_nothing_of_the_case_but_its_number() -> None:
    set_language("de")
    file = invitation(PLAN, "360-2026-001")
    assert SECRET.encode() not in b"".join(file.split(b"\r\n "))
    (event,) = parts(file, "VEVENT")
    assert "360-2026-001" in event["SUMMARY"]
    assert event["UID"] == "c1@rundblick"
    assert "Frau Muster" not in file.decode()


def test_due_days_name_measure_and_case_by_number_and_leave_out_what_has_no_day() -> None:
    measures = [
        Measure("m1", "case", 1, SECRET, "a1", "§ 29 GewO", "2026-12-24", MeasureState.OPEN),
        Measure("m2", "case", 2, SECRET, "a1", "§ 29 GewO", "", MeasureState.OPEN),
        Measure("m3", "case", 3, SECRET, "a1", "§ 29 GewO", "2026-12-01", MeasureState.IMPOSSIBLE),
    ]
    file = due_days(measures, {"case": "360-2026-001"})
    assert SECRET.encode() not in file
    tasks = parts(file, "VTODO")
    assert [t["UID"] for t in tasks] == ["m1@rundblick", "m3@rundblick"]
    assert tasks[0]["SUMMARY"] == "Measure 1 of case 360-2026-001 is due"
    assert tasks[1]["STATUS"] == "COMPLETED"
