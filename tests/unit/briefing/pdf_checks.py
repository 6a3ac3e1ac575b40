"""What the briefing tests look at: both validators, the text of the pages, the file's own description."""

import io
import warnings
from pathlib import Path

import page
import pikepdf
import pypdfium2

from app.briefing.compose import compose
from app.briefing.document import write_pdf
from app.briefing.options import BriefingOptions
from app.policy.views import View

with warnings.catch_warnings():
    # The validator's PDF library warns about its own generated types when it is loaded.
    warnings.simplefilter("ignore", DeprecationWarning)
    from outloud import check

PROFILES = ("ua1", "2a")


def pdf_of(view: View, **options: object) -> bytes:
    out = io.BytesIO()
    write_pdf(compose(view, BriefingOptions(**options)), out)
    return out.getvalue()


def failures(data: bytes, folder: Path) -> list[str]:
    """The errors of both validators, none for a good file."""
    found = []
    for profile in PROFILES:
        report = page.validate_pdf_bytes(data, profile=profile)
        found += [f"{profile} {f.rule_id}: {f.message}" for f in report.failures]
        assert report.rules.total > 50
    file = folder / "briefing.pdf"
    file.write_bytes(data)
    result = check(str(file))
    assert result.error is None
    return found + [f"{f.rule}: {f.message}" for f in result.findings if f.severity == "error"]


def page_texts(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [_text(document, number) for number in range(len(document))]
    finally:
        document.close()


def _text(document: pypdfium2.PdfDocument, number: int) -> str:
    sheet = document[number]
    text = sheet.get_textpage()
    try:
        return " ".join(text.get_text_range().split())
    finally:
        text.close()
        sheet.close()


def described(data: bytes) -> str:
    """Title, bookmarks and metadata of a file in one text."""
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        titles = [str(item.title) for item in outline.root]
        info = [str(value) for value in pdf.docinfo.values()]
        return "\n".join([*titles, *info, pdf.Root.Metadata.read_bytes().decode()])


def accessible_texts(data: bytes) -> list[str]:
    """The logical texts given beside what is drawn (ActualText)."""
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        return [str(o.ActualText) for o in pdf.objects if _has_actual_text(o)]


def _has_actual_text(item: pikepdf.Object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and "/ActualText" in item
