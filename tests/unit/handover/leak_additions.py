"""What may be added to a case without a byte of what leaves it changing: findings that stay, each its way."""

from collections.abc import Callable
from dataclasses import replace

from app.base.provision_records import APPROVED, PROPOSED, REJECTED, DataMark, OwnProvision
from app.base.records import Agency, Document, Finding, Standing, Subject
from tests.unit.policy.case_factory import contribution, finding, link, node, source

RECIPIENTS = ("A01", "A03", "A04", "A09", "A12", "X01")
Addition = Callable[[str, int], tuple[list[Subject], list[Finding], dict[str, object]]]


def secret(name: str, subject: str, code: str, **changes: object) -> Finding:
    value = "yes" if len(subject) == 2 else f"Geheim {name}"
    prop = "exists" if len(subject) == 2 else "name"
    return finding(f"secret-{name}", subject, code, **{"property": prop, "value": value, **changes})


def _changed(**changes: object) -> Addition:
    """One more finding on a known subject that stays for this reason."""
    return lambda subject, _no: ([], [secret("x", subject, "A09", **changes)], {})


def _by(code: str, **changes: object) -> Addition:
    """One more finding of a contribution that as a whole stays, or has no way."""
    made = replace(contribution(code), id="contribution-secret", **changes)
    origin = replace(source(code), id="source-secret", contribution_id=made.id)
    return lambda subject, _no: (
        [],
        [secret("x", subject, code, source_id=origin.id)],
        {"contributions": (made,), "sources": (origin,)},
    )


def _frozen(subject: str, _no: int) -> tuple[list[Subject], list[Finding], dict[str, object]]:
    there = [node("frozen"), link("af", "a", "frozen")]
    said = [secret("f", "frozen", "A09"), secret("l", "af", "A09")]
    return there, said, {"frozen": frozenset({"frozen", "af"})}


def _contact(subject: str, _no: int) -> tuple[list[Subject], list[Finding], dict[str, object]]:
    there = [node("companion"), link("ca", "companion", "a")]
    role = secret("r", "companion", "A01", property="role", value="contact_companion")
    return there, [role, secret("n", "companion", "A01"), secret("l", "ca", "A01")], {}


def _informant(subject: str, _no: int) -> tuple[list[Subject], list[Finding], dict[str, object]]:
    role = secret("r", "tipster", "A09", property="role", value="informant")
    return [node("tipster"), link("ta", "tipster", "a")], [role, secret("l", "ta", "A09")], {}


def _assessed(subject: str, _no: int) -> tuple[list[Subject], list[Finding], dict[str, object]]:
    hidden = secret("h", subject, "A09", restricted=True)
    told = secret("t", "a", "OFFICE", standing=Standing.ASSESSMENT, basis=(hidden.id,))
    return [], [hidden, replace(told, author_agency_id="agency-OFFICE")], {}


def _documented(subject: str, _no: int) -> tuple[list[Subject], list[Finding], dict[str, object]]:
    paper = Document("paper", "contribution-secret", "Geheim.pdf", "application/pdf", 9, "0" * 64)
    made = replace(contribution("A09", label=None), id="contribution-secret")
    origin = replace(source("A09"), id="source-secret", contribution_id=made.id, document_id="paper")
    said = [secret("d", subject, "A09", source_id=origin.id)]
    return [], said, {"contributions": (made,), "sources": (origin,), "documents": (paper,)}


def _marked(code: str, *data: str) -> Addition:
    """One more finding of a contribution whose protected data have no way."""

    def made(subject: str, _no: int) -> tuple[list[Subject], list[Finding], dict[str, object]]:
        said = secret("x", subject, code)
        return [], [said], {"marks": (DataMark(said.id, data),)}

    return made


def own_words(**changes: object) -> Addition:
    """One more finding whose only way would be words of the office that carry nothing, and these words."""
    words = OwnProvision(
        id="EIG-1", version=1, law="Geheim-Abrede", provision="Nr. 1", title="Geheim", text="Geheim",
        kind="must", senders=("X10",), recipients=("*",), conditions=("Geheim",), data=(), proactive=True,
        verified=False, source="Geheim", note="Geheim", valid_from="2026-01-01", valid_to="", status=APPROVED,
    )  # fmt: skip
    agency = Agency("agency-X10", "X10", "Geheimstelle", "Geheimstelle")
    made = replace(contribution("A09"), id="contribution-secret", agency_id=agency.id)
    origin = replace(source("A09"), id="source-secret", contribution_id=made.id)
    return lambda subject, _no: (
        [],
        [secret("x", subject, "A09", source_id=origin.id)],
        {
            "contributions": (made,),
            "sources": (origin,),
            "agencies": (agency,),
            "own": (replace(words, **changes),),  # type: ignore[arg-type]
        },
    )


ADDITIONS: dict[str, Addition] = {
    "restricted": _changed(restricted=True),
    "H2": _changed(handling="H2"),
    "H3": _changed(handling="H3", handling_note="Geheim"),
    "TLP:RED": _changed(handling="TLP:RED"),
    "unknown handling": _changed(handling="Z9"),
    "overdue": _changed(review_due="2026-01-01"),
    "unlabelled": _by("A09", label=None),
    "classified": _by("A09", classification="GEHEIM"),
    "no provision": _by("A06"),
    "purpose changed": _by("A01", purpose="ein anderer"),
    "frozen": _frozen,
    "contact person": _contact,
    "informant": _informant,
    "assessment on what stays": _assessed,
    "document of what stays": _documented,
    "confided": _marked("A06", "confided"),
    "paternity": _marked("A12", "paternity"),
    "received tax data": _changed(property="tax_arrears"),
    "own words not approved": own_words(status=PROPOSED),
    "own words rejected": own_words(status=REJECTED),
    "own words over": own_words(valid_to="2026-05-31"),
    "own words about other data": own_words(data=("tax",)),
    "own words on request": own_words(proactive=False),
}


# An agency gets back what it delivered itself; and the youth office has no way to the trade office alone.
_OWN = {
    # The youth office may raise the alarm with the police even about what was confided (SGB VIII section 65).
    "A01": {"contact person", "purpose changed", "confided"},
    "A09": {"H2", "H3", "TLP:RED", "unknown handling", "informant", "received tax data"},
    # Suspected tax crimes go to the tax authority whoever holds the data (AO section 116).
    "A04": {"received tax data"},
    "A12": {"paternity"},
}
PAIRS = [
    (kind, code)
    for kind in sorted(ADDITIONS)
    for code in RECIPIENTS
    if kind not in _OWN.get(code, ()) and (kind != "no provision" or code == "A09")
]
