"""Writing a paper about a part of a case as PDF: for whom, in which language, then the file."""

from app.base.i18n import _
from ui.case.case_desk import CaseDesk
from ui.case.picture_form import PictureForm, PictureWriter
from ui.widgets.plain_label import PlainLabel


class CasePaperForm(PictureForm):
    """As `PictureForm`, for a paper: what was written is told when it is there."""

    kinds = ("PDF (*.pdf)",)

    def __init__(self, desk: CaseDesk, stem: str, write: PictureWriter) -> None:
        super().__init__(desk, stem, write)
        heading = self.form.findChild(PlainLabel)
        if heading is not None:
            heading.setText(_("Write as PDF"))

    def _saved(self, result: object) -> None:
        files = getattr(result, "files", ())
        ids = getattr(result, "ledger_ids", ())
        if files:
            self._tell(_("{name} is written.").format(name=files[0].name), ids[0] if ids else "")
        self._close()
