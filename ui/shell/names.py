"""Names of agencies in the language in force. Free of Qt."""

from app.base.i18n import language
from app.base.records import Agency


def agency_name(agency: Agency) -> str:
    """Return the agency's name in the language in force."""
    return agency.name_de if language() == "de" else agency.name_en or agency.name_de
