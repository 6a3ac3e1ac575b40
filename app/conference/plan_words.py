"""Words for what a plan of a conference holds and lacks, for window and command line alike."""

from collections.abc import Mapping

from app.base.conference_records import Attendance, ExhibitKind
from app.base.i18n import _, ngettext
from app.casework.quality_words import gate_sentence
from app.conference.readiness import Lack, Missing


def exhibit_word(kind: ExhibitKind) -> str:
    """Return what kind of thing is shown."""
    return {
        ExhibitKind.FINDING: _("Finding"),
        ExhibitKind.SUBJECT: _("Subject"),
        ExhibitKind.CHART: _("Link chart"),
        ExhibitKind.TIMELINE: _("Timeline"),
    }[kind]


def attendance_word(attendance: str) -> str:
    """Return how somebody takes part; a code that is not known stands as it is."""
    return {
        Attendance.INVITED.value: _("invited"),
        Attendance.PRESENT.value: _("present"),
        Attendance.EXCUSED.value: _("excused"),
    }.get(attendance, attendance)


def missing_sentence(
    missing: Missing, agencies: Mapping[str, str], people: Mapping[str, str], measures: Mapping[str, str]
) -> str:
    """Return one thing that is missing as a sentence; the mappings name things by id."""
    agency = agencies.get(missing.agency_id, "")
    person, measure = people.get(missing.seat_id, ""), measures.get(missing.measure_id, "")
    if missing.lack in (Lack.CONDITIONS, Lack.CONSENT, Lack.NOT_CLEARED):
        return _waiting(missing, agency)
    if missing.lack is Lack.CHECKLIST:
        return gate_sentence(missing.count)
    return {
        Lack.NO_TIME: _("No time is set: the invitation can only name the day."),
        Lack.NO_GUEST: _("No other agency is invited."),
        Lack.NO_MINUTE_TAKER: _("It is not said who takes the minutes."),
        Lack.NO_DECLARATION: _("{person} ({agency}) has not signed the confidentiality declaration."),
        Lack.NOT_BOUND: _("{person} ({agency}) is no official and not yet formally bound."),
        Lack.TOO_LONG: _("The agenda takes {count} minutes longer than planned."),
        Lack.LOST_EXHIBIT: _("{count} thing to be shown is no longer there."),
        Lack.MEASURE_OPEN: _("Open from before: {measure} ({agency})."),
        Lack.MEASURE_OVERDUE: _("Overdue: {measure} ({agency})."),
        Lack.MEASURE_ABSENT: _("{agency} is not invited, and has to report: {measure}."),
    }[missing.lack].format(agency=agency, person=person, measure=measure, count=missing.count)


def _waiting(missing: Missing, agency: str) -> str:
    if missing.lack is Lack.CONDITIONS:
        text = ngettext(
            "{agency}: {count} finding waits for conditions that nobody has confirmed.",
            "{agency}: {count} findings wait for conditions that nobody has confirmed.",
            missing.count,
        )
    elif missing.lack is Lack.NOT_CLEARED:
        text = ngettext(
            "{agency}: {count} text of the agenda is not cleared for it and stays.",
            "{agency}: {count} texts of the agenda are not cleared for it and stay.",
            missing.count,
        )
    else:
        text = ngettext(
            "{agency}: {count} finding waits for the consent of its originator.",
            "{agency}: {count} findings wait for the consent of their originators.",
            missing.count,
        )
    return text.format(agency=agency, count=missing.count)
