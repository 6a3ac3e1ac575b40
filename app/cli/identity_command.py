"""`identity`: this workstation's keys and those of partners."""

import sys
from pathlib import Path

import click

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.casework import agencies
from app.cli.session import Session, common, tell
from app.exchange import revocation
from app.exchange.keys import PublicIdentity, parse_public
from app.handover import identities, identity_paper, key_trust
from app.handover.artefact_file import whole_file
from app.handover.identities import Partner


@click.group()
def identity() -> None:
    """Keys for signing and encrypting."""


def _document(keys: PublicIdentity) -> dict[str, str]:
    return {
        "name": keys.name,
        "age": keys.age_public,
        "minisign": keys.sign_public,
        "fingerprint": keys.fingerprint,
        "words": keys.words,
        "valid_until": keys.valid_until,
    }


def _partner(p: Partner) -> dict[str, str]:
    return {
        **_document(p.keys),
        "state": p.state,
        "state_on": p.state_on,
        "reason": p.reason,
        "compared": p.compared,
    }


@identity.command()
@common
def show(session: Session) -> None:
    """Show this workstation's public keys and the partners it trusts."""
    with session.open() as store:
        own = identities.own(store).public()
        partners = identities.partners(store, former=True)
    document = {**_document(own), "partners": [_partner(p) for p in partners]}
    lines = [own.name, own.fingerprint, own.words]
    lines += [f"- {p.keys.name}  {p.keys.fingerprint}  {p.state}".rstrip() for p in partners]
    session.answer(document, *lines)


@identity.command()
@click.option("--name", required=True, help="The name partners will recognise.")
@click.option("--valid-until", default="", metavar="DATE", help="The last day of the keys; else two years.")
@common
def new(session: Session, name: str, valid_until: str) -> None:
    """Make this workstation's keys."""
    with session.open() as store:
        keys = identities.make_own(store, name, valid_until).public()
    session.answer(_document(keys), keys.name, keys.fingerprint, keys.words)


@identity.command()
@click.option("--reason", required=True, help="Why the keys are replaced; goes into the log.")
@click.option("--valid-until", default="", metavar="DATE", help="The last day of the keys; else two years.")
@click.option("--revoked", is_flag=True, help="Somebody else may have the old keys.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where the revocation goes.")
@common
def replace(session: Session, reason: str, valid_until: str, revoked: bool, out: Path | None) -> None:
    """Make new keys in place of the present ones."""
    if revoked and out is None:
        raise UserError(
            "identity.revocation_out",
            _("The revocation needs a file."),
            _("Name it with “--out”, and give it to every partner."),
            exit_code=ExitCode.USAGE,
        )
    with session.open() as store:
        if out is not None:
            with whole_file(out) as file:
                keys, told = identities.replace_own(store, reason, valid_until=valid_until, revoked=revoked)
                file.write(told.encode())
        else:
            keys, _told = identities.replace_own(store, reason, valid_until=valid_until)
    public = keys.public()
    document = {**_document(public), "revocation": str(out) if out else None}
    session.answer(document, public.name, public.fingerprint, public.words)


@identity.command()
@click.argument("partner")
@click.option("--reason", required=True, help="Who said so and how; goes into the log.")
@common
def revoke(session: Session, partner: str, reason: str) -> None:
    """Trust a partner's keys no more."""
    with session.open() as store:
        found = key_trust.revoke(store, partner, reason)
    session.answer({"name": found.keys.name, "state": identities.REVOKED}, found.keys.name)


@identity.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=None)
@common
def export(session: Session, out: Path | None) -> None:
    """Write the public keys for partners, to a file (.pdf: a page to print) or to the terminal."""
    with session.open() as store:
        keys = identities.own(store).public()
    if out is not None:
        printed = out.suffix.lower() == ".pdf"
        with whole_file(out) as file:
            file.write(identity_paper.page_of(keys) if printed else keys.to_text().encode())
    lines = [str(out)] if out is not None else [keys.to_text()]
    session.answer({**_document(keys), "file": str(out) if out else None}, *lines)


@identity.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--agency", default="", help="Whose keys these are.")
@click.option("--replaces", default="", metavar="PARTNER", help="The partner whose older keys they replace.")
@click.option("--compared", default="", help="How the fingerprint was compared, and with whom.")
@common
def import_(session: Session, file: Path, agency: str, replaces: str, compared: str) -> None:
    """Trust a partner's keys after comparing the fingerprint; or take a partner's revocation."""
    text = _read(file)
    if revocation.is_revocation(text):
        with session.open() as store:
            found = key_trust.take_revocation(store, text)
        session.answer({"name": found.keys.name, "state": identities.REVOKED}, found.keys.name)
        return
    keys = parse_public(text)
    tell(_("Fingerprint of {name}: {fingerprint}").format(name=keys.name, fingerprint=keys.fingerprint))
    tell(_("In words: {words}").format(words=keys.words))
    if not session.yes and not click.confirm(_("Did the partner read out the same digits?"), err=True):
        raise UserError(
            "identity.not_compared",
            _("The key was not trusted."),
            _("Compare the fingerprint with the partner, by telephone or in person."),
            exit_code=ExitCode.ANSWER_IS_NO,
        )
    with session.open() as store:
        owner = agencies.find(store, agency).id if agency else None
        key_trust.trust(store, text, owner, compared=compared, replaces=replaces)
    session.answer(_document(keys), keys.name)


def _read(file: Path) -> str:
    """Return the text of a key; “-” reads what a scanner or a person types."""
    if str(file) == "-":
        return sys.stdin.read()
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            "identity.unreadable",
            _("{path} cannot be read."),
            _("Check the path and the rights."),
            path=file,
        ) from error
