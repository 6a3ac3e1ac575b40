"""The forms of a request for access: who asks and how that was established, and what is kept back."""

from app.base.i18n import _, language
from ui.office.access_query import ground_choices
from ui.office.enquiry_query import today_text
from ui.shell.inline_form import InlineForm
from ui.widgets.plain_label import MutedLabel, PlainLabel


class AccessForm(InlineForm):
    """Gives `person`, `birth_date`, `received`, `identity` and `letter`."""

    drafted = False

    def __init__(self) -> None:
        super().__init__(_("Request for access"), _("Look for the person"))
        self.add_text("identity", _("How the identity was established"), hint=_("identity card seen, on …"))
        self.add_text("person", _("Name, as in the request"))
        self.add_text("birth_date", _("Date of birth"), hint=_("for example 05.03.1980"))
        self.add_text("received", _("Received"), today_text())
        self.add_choice(
            "letter", _("Language of the letter"), [("de", _("German")), ("en", _("English"))], language()
        )
        self.add_widget(
            MutedLabel(
                _(
                    "All cases are searched, also for what is restricted, in quarantine or frozen. Free "
                    "texts and documents that mention the name are not: look for them with the search."
                )
            )
        )
        self.require("identity", "person", "received")


class WithholdForm(InlineForm):
    """Gives `ground` and `reason`."""

    drafted = False

    def __init__(self, title: str, about: str) -> None:
        super().__init__(title, _("Keep back"))
        self.add_widget(PlainLabel(about))
        self.add_choice("ground", _("Ground (BDSG section 56(2))"), ground_choices())
        self.add_text("reason", _("Reason"), hint=_("stays in the office"))
        self.add_widget(
            MutedLabel(
                _(
                    "It is kept back only while the interest in avoiding the danger outweighs the person's "
                    "interest in knowing. The letter does not show that anything was kept back."
                )
            )
        )
        self.require("reason")
