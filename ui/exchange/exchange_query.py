"""Keys, partners and packages as the window shows them. Free of Qt."""

from dataclasses import dataclass
from pathlib import Path

from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, language, ngettext
from app.base.progress import Progress
from app.base.words import agency_name
from app.casework.agencies import all_agencies
from app.casework.cases import list_cases
from app.casework.merge_disagreements import Disagreement, Side
from app.exchange import revocation
from app.exchange.keys import TEXT_LIMIT, PublicIdentity, parse_public
from app.handover import identities, identity_paper, key_trust, packages
from app.handover.artefact_file import whole_file
from app.handover.identities import Partner
from app.handover.package_merging import merged_packages, take_out
from app.handover.packages import Inspection
from app.ontology.catalogue import ontology
from app.store.change import Change
from app.store.store import Store
from ui.shell.day_text import day, moment

MERGED = frozenset({"case_file", "contribution", "source", "subject", "finding", "conference", "measure"})
"""The kinds of rows that a merge can change."""


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A partner's keys; `state` says in words whether they are good, `usable` whether they may be used."""

    id: str
    name: str
    agency: str
    fingerprint: str
    words: str
    trusted: str
    until: str
    state: str
    usable: bool


@dataclass(frozen=True, slots=True)
class MergedRow:
    """A package that was merged; `removable` if something of it is left that can be taken out."""

    id: str
    case_id: str
    case: str
    signer: str
    number: int
    merged: str
    contributions: int
    removable: bool


@dataclass(frozen=True, slots=True)
class Keys:
    """Own public keys (None: not made yet), partners, agencies and cases to choose from, what was merged."""

    own: PublicIdentity | None
    partners: tuple[PartnerRow, ...]
    agencies: tuple[tuple[str, str], ...]
    cases: tuple[tuple[str, str], ...]
    merged: tuple[MergedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field that agencies disagree on: known before, said here, said by the package."""

    id: str
    subject: str
    field: str
    before: str
    here: str
    package: str


@dataclass(frozen=True, slots=True)
class PackageLook:
    """What a package holds, as pairs of a name and a text; `case_text` is where it would be merged."""

    path: Path
    facts: tuple[tuple[str, str], ...]
    case_text: str
    new: int
    fields: tuple[FieldRow, ...] = ()


def read_keys(store: Store) -> Keys:
    """Return keys, partners, what was merged and what can be chosen."""
    names = {a.id: agency_name(a) for a in all_agencies(store)}
    now = today().isoformat()
    partners = tuple(_partner_row(p, names, now) for p in identities.partners(store, former=True))
    listed = list_cases(store)
    cases = tuple((c.header.id, f"{c.header.reference} {c.header.title}") for c in listed)
    references = {c.header.id: c.header.reference for c in listed}
    merged = tuple(
        MergedRow(
            p.package_id,
            p.case_id,
            references.get(p.case_id, ""),
            p.signer,
            p.sequence,
            moment(p.merged_at),
            len(p.contributions),
            bool(p.contributions) and not p.removed_at,
        )
        for p in merged_packages(store)
    )
    return Keys(_own(store), partners, tuple(names.items()), cases, merged)


def _partner_row(p: Partner, names: dict[str, str], now: str) -> PartnerRow:
    state = _("trusted")
    if p.state:
        word = _("revoked on {day}") if p.state == identities.REVOKED else _("replaced on {day}")
        state = word.format(day=day(p.state_on))
    elif p.expired(now):
        state = _("expired")
    until = day(p.keys.valid_until) if p.keys.valid_until else ""
    return PartnerRow(
        p.id,
        p.keys.name,
        names.get(p.agency_id or "", ""),
        p.keys.fingerprint,
        p.keys.words,
        moment(p.trusted_at),
        until,
        state,
        p.usable(now),
    )


def _own(store: Store) -> PublicIdentity | None:
    try:
        return identities.own(store).public()
    except UserError as error:
        if error.key == "identity.none":
            return None
        raise


def make_keys(store: Store, name: str) -> PublicIdentity:
    """Make this workstation's keys."""
    return identities.make_own(store, name).public()


def replace_keys(store: Store, reason: str, file: Path | None) -> PublicIdentity:
    """Replace this workstation's keys; with `file` the old ones are revoked and the revocation goes there."""
    if file is None:
        return identities.replace_own(store, reason)[0].public()
    with whole_file(file) as out:
        fresh, told = identities.replace_own(store, reason, revoked=True)
        out.write(told.encode())
    return fresh.public()


def trust_key(store: Store, text: str, agency_id: str, compared: str, replaces: str) -> PublicIdentity:
    """Trust a partner's keys that somebody compared; `replaces` is the id of older ones they replace."""
    return key_trust.trust(store, text, agency_id or None, compared=compared, replaces=replaces)


def revoke_key(store: Store, partner_id: str, reason: str) -> Partner:
    """Trust a partner's keys no more."""
    return key_trust.revoke(store, partner_id, reason)


def take_revocation(store: Store, text: str) -> Partner:
    """Take a partner's own revocation."""
    return key_trust.take_revocation(store, text)


def read_key_text(text: str) -> PublicIdentity | None:
    """Return the keys in a text that was typed or scanned; None for a revocation, `UserError` for others."""
    return None if revocation.is_revocation(text) else parse_public(text)


def read_key_file(path: Path) -> str:
    """Return the text in a partner's file; `UserError` if it is neither key nor revocation."""
    try:
        with path.open("rb") as file:
            text = file.read(TEXT_LIMIT).decode("utf-8", "replace")
    except OSError as error:
        raise UserError(
            "identity.unreadable",
            _("{path} cannot be read."),
            _("Choose another file."),
            path=path,
        ) from error
    read_key_text(text)
    return text


def write_key_file(path: Path, keys: PublicIdentity) -> Path:
    """Write the public keys: as a page to print if the file is a PDF, else as text."""
    printed = path.suffix.lower() == ".pdf"
    try:
        path.write_bytes(identity_paper.page_of(keys) if printed else keys.to_text().encode())
    except OSError as error:
        raise UserError(
            "identity.not_writable",
            _("{path} cannot be written."),
            _("Choose a folder you may write to."),
            exit_code=ExitCode.NOT_WRITABLE,
            path=path,
        ) from error
    return path


def look_into(store: Store, path: Path, case_text: str = "", progress: Progress | None = None) -> PackageLook:
    """Tell what a package holds and what merging it would change; changes nothing."""
    found = packages.inspect(store, path, progress, case_text=case_text)
    facts = ((k, v) for k, v in (*_origin(found), *_changes(found)) if v)
    fields = tuple(_field_row(found, d) for d in found.disagreements)
    return PackageLook(path, tuple(facts), found.case_id, len(found.intake.new), fields)


def _origin(found: Inspection) -> tuple[tuple[str, str], ...]:
    package, manifest = found.package, found.package.manifest
    release = manifest.release
    number = _("{number} of {moment}").format(number=manifest.sequence, moment=moment(manifest.created))
    return (
        (_("Signed by"), f"{package.signer.name}\n{package.signer.words}"),
        (_("Package"), number),
        (_("Order"), _order(found)),
        (_("Outer layer"), _("by gpg, taken off") if found.wrapped else ""),
        (_("Case"), f"{package.case.reference} {package.case.title}"),
        (_("For"), f"{agency_name(release.recipient)}; {release.purpose}; {release.occasion}"),
    )


def _order(found: Inspection) -> str:
    number, last = found.package.manifest.sequence, found.last_sequence
    if found.seen_before:
        return _("merged before; merging it again adds nothing")
    if last and number <= last:
        return _("older than number {last}, which was merged already").format(last=last)
    return ""


def _changes(found: Inspection) -> tuple[tuple[str, str], ...]:
    merged, package = found.merged, found.package
    intake = merged.intake
    gone = len(set(merged.taken_back) | set(intake.erased))
    said = _("{new} new, {known} known").format(new=len(intake.new), known=len(intake.known))
    also = {
        _("documents"): len(package.delivery.documents),
        _("charts"): len(package.charts),
        _("judgements"): merged.judgements,
        _("methods"): len(package.methods),
        _("provisions in the sender's own words"): len(package.own_words),
        _("marks of protected data"): len(package.marks),
        _("agreed measures"): len(package.measures),
        _("conferences"): len(package.conferences),
    }
    along = ", ".join(f"{count} {word}" for word, count in also.items() if count)
    proposals = found.proposals
    pairs = len(proposals) if proposals else 0
    return (
        (_("Findings"), said),
        (_("Goes along"), along),
        (_("Corrected by it"), str(len(merged.superseded)) if merged.superseded else ""),
        (_("Restricted by the sender"), str(len(merged.restricted)) if merged.restricted else ""),
        (_("Taken back by the sender or erased here"), str(gone) if gone else ""),
        (_("Wanted back, but not theirs: stays"), str(len(merged.not_theirs)) if merged.not_theirs else ""),
        (
            _("May be the same as somebody here"),
            ngettext(
                "{count} pair; goes to the list of duplicates, nothing is joined",
                "{count} pairs; go to the list of duplicates, nothing is joined",
                pairs,
            ).format(count=pairs)
            if pairs
            else "",
        ),
    )


def _field_row(found: Inspection, d: Disagreement) -> FieldRow:
    new = set(found.intake.new)
    known = ontology()
    declared = known.nodes.get(d.subject_type) or known.links.get(d.subject_type)
    field = next((p.label for p in declared.properties if p.id == d.property), "") if declared else ""
    return FieldRow(
        f"{d.subject_id}/{d.property}",
        d.caption,
        field or d.property,
        "\n".join(_side(found, s) for s in d.before),
        "\n".join(_side(found, s) for s in d.sides if s.finding_id not in new),
        "\n".join(_side(found, s) for s in d.sides if s.finding_id in new),
    )


def _side(found: Inspection, side: Side) -> str:
    from_here = found.agency_names.get(side.agency_id, ("", ""))
    name = _name(from_here)
    return f"{side.value} – {name}, {side.reliability}{side.credibility}"


def _name(names: tuple[str, str]) -> str:
    german, english = names
    return english if language() == "en" and english else german


def merge_package(
    store: Store, path: Path, case_text: str, progress: Progress | None = None
) -> tuple[str, int]:
    """Unite a package with a case ("new" opens one); returns the case's id and how many findings were new."""
    case_id, merged = packages.merge(store, path, case_text, progress=progress)
    return case_id, len(merged.intake.new)


def take_out_package(store: Store, package_id: str, case_id: str, reason: str) -> Change:
    """Take a merged package out again."""
    return take_out(store, package_id, reason, case_id)
