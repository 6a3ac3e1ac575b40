"""On what one agency is told something: conditions to tick, one by one, and consents of originators."""

from collections import Counter

from PySide6.QtWidgets import QCheckBox

from app.base.clock import today
from app.base.i18n import _, ngettext
from app.policy import release_grounds
from app.policy.provisions import Provision
from app.policy.release import Reason
from ui.conference.conference_query import Detail
from ui.shell.inline_form import InlineForm
from ui.shell.wrapped_check import WrappedCheck
from ui.widgets.plain_label import MutedLabel, PlainLabel


class GroundsForm(InlineForm):
    """Nothing is ticked that nobody has ticked; there is no “all”."""

    drafted = False

    def __init__(self, found: Detail, agency_id: str) -> None:
        name = found.agencies.get(agency_id, "")
        super().__init__(_("What {agency} may be told").format(agency=name), _("Record it"))
        self.agency_id = agency_id
        self._ground = found.plan.ground(agency_id)
        self.boxes: dict[tuple[str, int], QCheckBox] = {}
        self.consents: dict[str, QCheckBox] = {}
        self.add_check("on_request", _("The agency has asked for it")).setChecked(self._ground.on_request)
        note = _("Proposed grounds; to be confirmed by the office's data protection officer.")
        self.add_widget(MutedLabel(note))
        waiting = self._waiting(found)
        for provision in self._candidates(found):
            self._add_provision(provision, waiting[provision.id])
        self._add_consents(found)

    def _waiting(self, found: Detail) -> Counter[str]:
        release = found.hall.releases.get(self.agency_id)
        decisions = release.decisions if release else ()
        return Counter(d.provision for d in decisions if d.reason is Reason.CONDITIONS)

    def _candidates(self, found: Detail) -> tuple[Provision, ...]:
        records = found.hall.records
        recipient = next((a for a in records.agencies if a.id == self.agency_id), None)
        if recipient is None:
            return ()
        day = today().isoformat()
        return release_grounds.asked(records, recipient, day, on_request=self._ground.on_request)

    def _add_provision(self, provision: Provision, waiting: int) -> None:
        title = PlainLabel(provision.citation)
        title.setContentsMargins(0, 10, 0, 0)
        self.add_widget(title)
        if waiting:
            text = ngettext("{count} finding waits for it", "{count} findings wait for it", waiting)
            self.add_widget(MutedLabel(text.format(count=waiting)))
        self.add_widget(MutedLabel(provision.paraphrase))
        for no, condition in enumerate(provision.condition_texts, 1):
            row = WrappedCheck(condition, f"{provision.citation}: {condition}")
            row.box.setChecked((provision.id, no) in self._ground.confirmed)
            self.boxes[provision.id, no] = row.box
            self.add_widget(row)

    def _add_consents(self, found: Detail) -> None:
        release = found.hall.releases.get(self.agency_id)
        lacking = [d.finding_id for d in release.decisions if d.reason is Reason.CONSENT] if release else []
        wanted = dict.fromkeys([*sorted(self._ground.consents), *lacking])
        shown = {e.ref_id for p in found.plan.points for e in p.exhibits}
        kept = [i for i in wanted if i in self._ground.consents or i in shown]
        if not kept:
            return
        title = PlainLabel(_("Consent of the originator was given for"))
        title.setContentsMargins(0, 12, 0, 0)
        self.add_widget(title)
        for finding in kept:
            names = [
                found.exhibits[e.id] for p in found.plan.points for e in p.exhibits if e.ref_id == finding
            ]
            row = WrappedCheck(names[0] if names else finding[:8])
            row.box.setChecked(finding in self._ground.consents)
            self.consents[finding] = row.box
            self.add_widget(row)

    def ticks(self) -> frozenset[tuple[str, int]]:
        """Return the conditions that are ticked."""
        return frozenset(key for key, box in self.boxes.items() if box.isChecked())

    def consented(self) -> frozenset[str]:
        """Return the findings whose originator agreed."""
        return frozenset(finding for finding, box in self.consents.items() if box.isChecked())
