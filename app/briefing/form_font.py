"""The shipped font for what somebody writes into the fields of a form: embedded whole, in Latin encoding.

The fields of a PDF name a font by which any reader shows what is typed (ISO 32000-1, 12.7.3.3). PDF/UA-1 asks
that fonts are embedded (ISO 14289-1, 7.21.4.1); a part of the font would lack what nobody has typed yet.
"""

from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from reportlab.pdfbase import pdfmetrics

from app.base.paths import resource
from app.briefing.fonts import FILES, REGULAR, register_fonts

_FIRST, _LAST = 32, 255
_LATIN = "cp1252"
_NON_SYMBOLIC = 32
_ALIAS, _SET_BY_ENGINE = "NotoSans", "Helv"


def embed_form_font(pdf: Pdf) -> None:
    """Let every field of a form show what is typed in the shipped font."""
    font = _font(pdf)
    form = pdf.Root.AcroForm
    form.DR = Dictionary(Font=Dictionary({f"/{_ALIAS}": font}))
    form.DA = String(_renamed(str(form.DA)))
    for widget in form.Fields:
        widget.DA = String(_renamed(str(widget.DA)))
        widget.AP = Dictionary(N=_own_appearance(pdf, widget.AP.N, font))


def _own_appearance(pdf: Pdf, shared: Object, font: Object) -> Object:
    """Return what a field looks like while it is empty; the engine lets fields of one size share it.

    A reader that writes what is typed into a shared one would show it in all of them.
    """
    drawn = _renamed(shared.read_bytes().decode("latin-1")).encode("latin-1")
    return pdf.make_stream(
        drawn,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=shared.BBox,
        Resources=Dictionary(Font=Dictionary({f"/{_ALIAS}": font})),
    )


def _renamed(text: str) -> str:
    return text.replace(f"/{_SET_BY_ENGINE} ", f"/{_ALIAS} ")


def _font(pdf: Pdf) -> Object:
    register_fonts()
    engine_font: Any = pdfmetrics.getFont(REGULAR)
    face = engine_font.face
    characters = [bytes([code]).decode(_LATIN, errors="ignore") for code in range(_FIRST, _LAST + 1)]
    widths = [round(face.charWidths.get(ord(c), face.defaultWidth)) if c else 0 for c in characters]
    data = resource("fonts", FILES[REGULAR]).read_bytes()
    file = pdf.make_stream(data, Length1=len(data))
    name = Name(f"/{face.name.decode('ascii')}")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=_NON_SYMBOLIC,
        FontBBox=Array([round(side) for side in face.bbox]),
        ItalicAngle=round(face.italicAngle),
        Ascent=round(face.ascent),
        Descent=round(face.descent),
        CapHeight=round(face.capHeight),
        StemV=round(face.stemV),
        FontFile2=file,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=name,
            FirstChar=_FIRST,
            LastChar=_LAST,
            Widths=Array(widths),
            Encoding=Name.WinAnsiEncoding,
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )
