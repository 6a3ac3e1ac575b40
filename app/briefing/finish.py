"""The last step: a drawn PDF becomes a tagged, self-describing, reproducible one."""

import io

from pikepdf import Pdf

from app.briefing.character_maps import clean_character_maps
from app.briefing.content import Briefing
from app.briefing.metadata import add_output_intent, describe
from app.briefing.script import clean
from app.briefing.structure import StructureWriter
from app.briefing.tags import Tagger

LOCALES = {"de": "de-DE", "en": "en-GB"}


def finished(drawn: bytes, tagger: Tagger, briefing: Briefing) -> Pdf:
    """Return the document with all that PDF/UA-1 and PDF/A-2a ask for, still to be saved."""
    pdf = Pdf.open(io.BytesIO(drawn))
    StructureWriter(pdf, tagger).write()
    describe(pdf, clean(briefing.title), LOCALES[briefing.language], briefing.as_of)
    add_output_intent(pdf)
    clean_character_maps(pdf)
    return pdf
