"""How much of a foreign file is read before it is refused: no file can exhaust a workstation."""

from app.base.errors import UserError
from app.base.i18n import _

FILE_BYTES = 128 * 2**20
XML_BYTES = 64 * 2**20
ROWS = 1_100_000
COLUMNS = 2_000
CELLS = 12_000_000
CELL_CHARACTERS = 100_000
NODES = 200_000
LINKS = 1_000_000
ATTRIBUTES = 5_000_000
XML_DEPTH = 64
ZIP_ENTRIES = 2_000
ZIP_BYTES = 128 * 2**20
# The sheets of a workbook are never unpacked as a whole; a million rows of a few cells take some 130 MB.
SHEET_BYTES = 2**30
ZIP_RATIO = 200
ZIP_RATIO_FROM = 2**20


def too_large(what: str, most: int) -> UserError:
    """The refusal of a file with more than `most` of `what` (a translated word in the plural)."""
    return UserError(
        "import.too_large",
        _("The file holds more than {most} {what}, which is more than one import takes."),
        _("Divide it into several files."),
        most=most,
        what=what,
    )


def too_many_bytes(size: int, most: int) -> UserError:
    """The refusal of a file by its size alone, before it is read."""
    return UserError(
        "import.too_large",
        _("The file has {size} MB; one import takes at most {most} MB."),
        _("Divide it into several files."),
        size=-(-size // 10**6),
        most=most // 10**6,
    )


def xml_entities() -> UserError:
    """The refusal of XML that defines entities: with them a small file can become an endless one."""
    return UserError(
        "import.xml_entities",
        _("The file defines XML entities, which no honest file of this kind needs."),
        _("Do not open it; ask the sender how it was made."),
    )
