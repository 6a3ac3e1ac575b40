"""The readers of formats beyond tables, GraphML and GML, in the order in which they are asked."""

import re

from app.base.i18n import mark
from app.exchange.readers.anx_reader import is_anx, read_anx
from app.exchange.readers.bods_reader import is_bods, read_bods
from app.exchange.readers.case_reader import is_case, read_case
from app.exchange.readers.ftm_reader import is_ftm, read_ftm
from app.exchange.readers.gedcom_reader import is_gedcom, read_gedcom
from app.exchange.readers.geojson_reader import is_geojson, read_geojson
from app.exchange.readers.gexf_reader import read_gexf
from app.exchange.readers.gramps_reader import is_gramps, read_gramps
from app.exchange.readers.kml_reader import is_kml, read_kml
from app.exchange.readers.mail_reader import is_mail, read_mail
from app.exchange.readers.pajek_reader import read_pajek
from app.exchange.readers.pdf_form_reader import is_pdf, read_pdf_form
from app.exchange.readers.reader_kind import Head, Reader
from app.exchange.readers.stix_reader import is_stix, read_stix

_PAJEK = re.compile(r"(?:\s*%[^\n]*\n)*\s*\*(?:vertices|network)\b", re.IGNORECASE)


def _is_pajek(head: Head) -> bool:
    return _PAJEK.match(head.text) is not None


FOREIGN: tuple[Reader, ...] = (
    Reader("gexf", "GEXF", lambda head: head.root == "gexf", read_gexf),
    Reader("anx", "i2 Analyst’s Notebook (.anx)", is_anx, read_anx),
    Reader("kml", "KML/KMZ", is_kml, read_kml),
    Reader("gramps", "Gramps XML", is_gramps, read_gramps),
    Reader("geojson", "GeoJSON", is_geojson, read_geojson),
    Reader("ftm", "FollowTheMoney", is_ftm, read_ftm),
    Reader("bods", "BODS", is_bods, read_bods),
    Reader("case", "CASE/UCO", is_case, read_case),
    Reader("stix", "STIX 2", is_stix, read_stix),
    Reader("gedcom", "GEDCOM", is_gedcom, read_gedcom),
    Reader("pdf_form", mark("PDF form"), is_pdf, read_pdf_form),
    Reader("pajek", "Pajek", _is_pajek, read_pajek),
    Reader("mail", "E-Mail (.eml, .mbox)", is_mail, read_mail),
)
