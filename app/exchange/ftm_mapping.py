"""FollowTheMoney in the words of the ontology: own mapping, both ways (schema 4 of followthemoney, MIT).

Only what is listed is taken. What `app.ontology.forbidden` refuses - six properties of Person alone - stands
nowhere here: it is dropped on import with a line in the report, and never written.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class NodeMapping:
    """One schema as a node type; `fields` are pairs of the ontology's property and theirs, first wins."""

    type: str
    schema: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LinkMapping:
    """One schema as a link type, from their property `start` to their property `end`."""

    type: str
    schema: str
    start: str
    end: str
    fields: tuple[tuple[str, str], ...] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)


_THING = (("name", "name"), ("note", "notes"))
_LEGAL = (
    ("name", "name"),
    ("address", "address"),
    ("phone", "phone"),
    ("email", "email"),
    ("tax_number", "taxNumber"),
    ("note", "notes"),
    ("statement", "description"),
)
_TITLED = (("title", "name"), ("description", "description"), ("note", "notes"))
NODES = (
    NodeMapping(
        "person",
        "Person",
        (
            *_LEGAL,
            ("alias", "alias"),
            ("name_original_script", "alias"),
            ("alias", "weakAlias"),
            ("birth_name", "previousName"),
            ("birth_date", "birthDate"),
            ("death_date", "deathDate"),
            ("occupation", "position"),
            ("identity_document", "idNumber"),
            ("identity_document", "passportNumber"),
            ("identifier", "registrationNumber"),
            ("note", "summary"),
        ),
    ),
    NodeMapping(
        "organisation",
        "Organization",
        (
            *_LEGAL,
            ("trade_name", "alias"),
            ("trade_name", "previousName"),
            ("legal_form", "legalForm"),
            ("register_number", "registrationNumber"),
            ("tax_number", "vatCode"),
            ("business_number", "idNumber"),
            ("founded", "incorporationDate"),
            ("dissolved", "dissolutionDate"),
            ("status", "status"),
            ("activity", "sector"),
            ("url", "website"),
            ("note", "summary"),
        ),
    ),
    NodeMapping(
        "vehicle",
        "Vehicle",
        (
            ("plate", "registrationNumber"),
            ("kind", "type"),
            ("model", "model"),
            ("first_registration", "registrationDate"),
            ("identifier", "name"),
            ("statement", "description"),
            ("note", "notes"),
        ),
    ),
    NodeMapping("place", "Address", (*_THING, ("address", "full"), ("statement", "description"))),
    NodeMapping("place", "RealEstate", (*_THING, ("address", "address"), ("land_register", "titleNumber"))),
    NodeMapping("event", "Event", (*_TITLED, ("date", "date"), ("place", "location"), ("note", "summary"))),
    NodeMapping("object", "Asset", _TITLED),
    NodeMapping(
        "communication",
        "UserAccount",
        (
            ("handle", "username"),
            ("phone", "phone"),
            ("phone", "number"),
            ("email", "email"),
            ("provider", "service"),
            ("statement", "description"),
            ("note", "notes"),
        ),
    ),
    NodeMapping(
        "account",
        "BankAccount",
        (
            ("iban", "iban"),
            ("account_number", "accountNumber"),
            ("institution", "bankName"),
            ("kind", "accountType"),
            ("opened", "openingDate"),
            ("closed", "closingDate"),
            ("identifier", "name"),
            ("statement", "description"),
            ("note", "notes"),
        ),
    ),
    NodeMapping("account", "CryptoWallet", (("account_number", "publicKey"), ("note", "notes"))),
    NodeMapping(
        "document",
        "Document",
        (
            ("title", "title"),
            ("title", "fileName"),
            ("title", "name"),
            ("author", "author"),
            ("date", "date"),
            ("date", "authoredAt"),
            ("url", "sourceUrl"),
            ("description", "description"),
            ("description", "summary"),
            ("note", "notes"),
        ),
    ),
    NodeMapping(
        "proceeding",
        "CourtCase",
        (
            ("title", "name"),
            ("file_number", "caseNumber"),
            ("authority", "court"),
            ("opened", "fileDate"),
            ("closed", "closeDate"),
            ("status", "status"),
            ("kind", "category"),
            ("offence", "description"),
            ("note", "notes"),
        ),
    ),
    NodeMapping("permit", "License", (("title", "name"), ("conditions", "description"), ("note", "notes"))),
    NodeMapping("measure", "Note", (("title", "name"), ("result", "description"), ("note", "notes"))),
    NodeMapping("matter", "Note", (("title", "name"), ("statement", "description"), ("note", "notes"))),
)
# What else is read as one of these; a legal entity of unknown kind is no person.
SCHEMATA = {
    "Company": "Organization",
    "LegalEntity": "Organization",
    "PublicBody": "Organization",
    "Airplane": "Vehicle",
    "Vessel": "Vehicle",
    "Trip": "Event",
    **dict.fromkeys(
        (
            "Pages",
            "PlainText",
            "HyperText",
            "Table",
            "Workbook",
            "Article",
            "Package",
            "Image",
            "Audio",
            "Video",
        ),
        "Document",
    ),
}
_ROLE = (("function", "role"), ("note", "description"), ("note", "summary"))
LINKS = (
    LinkMapping(
        "beneficial_owner",
        "Ownership",
        "owner",
        "asset",
        (("share", "percentage"), ("note", "description")),
        {"ownershipType": "beneficial owner"},
    ),
    LinkMapping(
        "owns",
        "Ownership",
        "owner",
        "asset",
        (("share", "percentage"), ("amount", "sharesValue"), ("note", "description"), ("note", "role")),
    ),
    LinkMapping("manages", "Directorship", "director", "organization", _ROLE),
    LinkMapping("employed_by", "Employment", "employee", "employer", _ROLE),
    LinkMapping("member_of", "Membership", "member", "organization", _ROLE),
    LinkMapping("represents", "Representation", "agent", "client", _ROLE),
    LinkMapping(
        "party_to", "CourtCaseParty", "party", "case", (("capacity", "role"), ("note", "description"))
    ),
    LinkMapping(
        "pays",
        "Payment",
        "payer",
        "beneficiary",
        (("date", "date"), ("purpose", "purpose"), ("note", "description")),
    ),
    LinkMapping(
        "contact", "Associate", "person", "associate", (("occasion", "relationship"), ("note", "description"))
    ),
    LinkMapping("family_documented", "Family", "person", "relative", (("kind", "relationship"),)),
)
OTHER_LINK = LinkMapping("", "UnknownLink", "subject", "object", (("note", "description"),))
"""For every link type that has no schema of its own; its name stands in `role`."""
DATES = frozenset(
    ("date", "startDate", "endDate", "birthDate", "deathDate", "registrationDate", "openingDate")
)
DATES |= frozenset(
    ("closingDate", "incorporationDate", "dissolutionDate", "authoredAt", "fileDate", "closeDate")
)
TYPE_KEY = "rundblick_type"
AUXILIARY = "rundblick_auxiliary"
"""Marks an entity that the schema asks for and the ontology does not know; it is not read back."""
