"""Words for the places that repeat an erased value, and for what may be done there."""

from app.base.i18n import _, mark
from app.casework.erasure_repeats import ERASE, LEAVE, TAKE_OUT, Repeat

_PLACES = {
    "agenda_item": mark("Agenda item"),
    "agenda_point": mark("Agenda item"),
    "audit": mark("Reason in the log"),
    "case_file": mark("Title or question of the case"),
    "case_party": mark("Note about an agency"),
    "case_step": mark("Reason of a step of the case"),
    "change_log": mark("Step of the office that could be undone"),
    "chart": mark("Chart"),
    "collection_task": mark("Collection plan"),
    "conference": mark("Conference"),
    "conference_frame": mark("Conference"),
    "contribution": mark("Contribution"),
    "deletion_decision": mark("Reason of a decision on deletion"),
    "document": mark("Name of a document"),
    "draft": mark("Draft"),
    "finding": mark("Another finding"),
    "gap": mark("Gap table: question"),
    "gap_entry": mark("Gap table: entry"),
    "handover": mark("Disclosure ledger"),
    "judgement": mark("Reason of a judgement"),
    "measure": mark("Measure"),
    "measure_frame": mark("Measure"),
    "measure_step": mark("Measure"),
    "meta": mark("Notice to a recipient"),
    "method": mark("Method"),
    "method_part": mark("Method"),
    "participant": mark("Participant of a conference"),
    "quarantine": mark("Reason of a quarantine"),
    "register_entry": mark("Register entry"),
    "saved_view": mark("Saved view"),
    "source": mark("Source"),
    "tombstone": mark("Reason of an earlier erasure"),
    "wording": mark("Wording for handing on"),
}
_CHARTS = "chart_"
_GOING_WHOLE = ("draft", "saved_view")


def place(repeat: Repeat) -> str:
    """Return what a place is called in the language in force."""
    if (repeat.table, repeat.column) == ("document", "sha256"):
        return _("Text of a document")
    if repeat.table not in _PLACES:
        return _("Chart") if repeat.table.startswith(_CHARTS) else _("Other text of the case")
    return _(_PLACES[repeat.table])


def choice(repeat: Repeat, what: str) -> str:
    """Return what a decision means at this place."""
    if what == LEAVE:
        return _("Leave it")
    if what == TAKE_OUT:
        if repeat.table == "change_log":
            return _("Forget this step")
        return _("Delete it") if repeat.table in _GOING_WHOLE else _("Take the words out")
    if what == ERASE:
        return _("Erase the document") if repeat.table == "document" else _("Erase this finding, too")
    return what


def why_kept(repeat: Repeat) -> str:
    """Return why nothing can be changed at this place."""
    if repeat.table == "audit":
        return _("The log is not changed; it goes when its retention ends.")
    return _("The ledger is not changed: it proves what was handed over.")
