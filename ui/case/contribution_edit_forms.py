"""Forms about a contribution that is there: label, frame, withdrawal, and a look into quarantine."""

from app.base.i18n import _
from app.base.records import CaseRecords, Contribution
from ui.case import form_choices
from ui.case.case_data import CaseData
from ui.case.contribution_form import marking_choices
from ui.case.contribution_label import LabelledForm
from ui.case.contribution_query import Going, contents_lines
from ui.case.parties_form import provision_choices
from ui.shell.inline_form import InlineForm
from ui.widgets.plain_label import MutedLabel, PlainLabel


class LabelForm(LabelledForm):
    """Completes or corrects a label; the reason goes into the log."""

    def __init__(self, contribution: Contribution, case_regime: str) -> None:
        super().__init__(_("The label"), _("Save the label"))
        self.about = f"label {contribution.id}"
        self.add_widget(PlainLabel(contribution.title))
        self.add_label(case_regime, contribution.label, contribution.regime)
        self.add_text("reason", _("Reason"), hint=_("for the log"))
        self.require("reason")


class FrameForm(InlineForm):
    """Corrects what was said about a contribution. The regime stays: periods rest on it."""

    def __init__(self, data: CaseData, contribution: Contribution) -> None:
        super().__init__(_("Correct the contribution"), _("Save"))
        self.about = f"frame {contribution.id}"
        c = contribution
        self.add_choice("agency_id", _("Agency"), form_choices.agencies(data), c.agency_id)
        self.add_text("title", _("Title"), c.title)
        self.require("title")
        self.add_text("received", _("Received on"), c.received)
        offered = provision_choices(data, c.agency_id, c.provision)
        self.add_choice("provision", _("Provision it rests on"), offered, c.provision)
        self.add_text("purpose", _("Purpose"), c.purpose)
        self.add_choice("classification", _("Marking"), marking_choices(), c.classification)
        self.add_text("reason", _("Reason"), hint=_("for the log"))
        self.require("reason")


class WithdrawForm(InlineForm):
    """The one question before a contribution is withdrawn: what goes with it."""

    drafted = False

    def __init__(self, going: Going) -> None:
        super().__init__(_("Withdraw “{title}”?").format(title=going.title), _("Withdraw"))
        self.add_widget(PlainLabel(_("With it go:")))
        self.add_widget(PlainLabel("\n".join(f"·  {line}" for line in going.lines)))
        if going.told:
            told = _("Have got some of it and will be on the list of those to be told: {names}.")
            self.add_widget(PlainLabel(told.format(names=", ".join(going.told))))
        note = _(
            "This can be undone and is therefore no erasure: what must go for good is erased under “Reviews”."
        )
        self.add_widget(MutedLabel(note))
        self.add_text("reason", _("Reason"), hint=_("for the log"))
        self.require("reason")


class ContentsForm(InlineForm):
    """What is held in quarantine, to check it; sending it leads to the label."""

    drafted = False

    def __init__(self, records: CaseRecords, why: str) -> None:
        super().__init__(records.contributions[0].title, _("Complete the label"))
        self.cancel_button.setText(_("Close"))
        self.add_widget(PlainLabel(why))
        self.add_widget(MutedLabel(_("In quarantine: only this page shows it.")))
        for heading, lines in contents_lines(records):
            title = MutedLabel(heading)
            title.setContentsMargins(0, 8, 0, 0)
            self.add_widget(title)
            self.add_widget(PlainLabel("\n".join(lines), selectable=True))
