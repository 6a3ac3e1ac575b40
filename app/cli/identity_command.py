"""`identity`: this workstation's keys and those of partners."""

from pathlib import Path

import click

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.casework import agencies
from app.cli.session import Session, common, tell
from app.exchange.keys import PublicIdentity, parse_public
from app.handover import identities
from app.handover.artefact_file import whole_file


@click.group()
def identity() -> None:
    """Keys for signing and encrypting."""


def _document(keys: PublicIdentity) -> dict[str, str]:
    return {
        "name": keys.name,
        "age": keys.age_public,
        "minisign": keys.sign_public,
        "fingerprint": keys.fingerprint,
    }


@identity.command()
@common
def show(session: Session) -> None:
    """Show this workstation's public keys and the partners it trusts."""
    with session.open() as store:
        own = identities.own(store).public()
        partners = identities.partners(store)
    document = {**_document(own), "partners": [_document(p.keys) for p in partners]}
    lines = [own.name, own.fingerprint] + [f"- {p.keys.name}  {p.keys.fingerprint}" for p in partners]
    session.answer(document, *lines)


@identity.command()
@click.option("--name", required=True, help="The name partners will recognise.")
@common
def new(session: Session, name: str) -> None:
    """Make this workstation's keys."""
    with session.open() as store:
        keys = identities.make_own(store, name).public()
    session.answer(_document(keys), keys.name, keys.fingerprint)


@identity.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=None)
@common
def export(session: Session, out: Path | None) -> None:
    """Write the public keys for partners, to a file or to the terminal."""
    with session.open() as store:
        keys = identities.own(store).public()
    if out is not None:
        with whole_file(out) as file:
            file.write(keys.to_text().encode())
    lines = [str(out)] if out is not None else [keys.to_text()]
    session.answer({**_document(keys), "file": str(out) if out else None}, *lines)


@identity.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--agency", default="", help="Whose keys these are.")
@common
def import_(session: Session, file: Path, agency: str) -> None:
    """Trust a partner's keys after comparing the fingerprint."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            "identity.unreadable",
            _("{path} cannot be read."),
            _("Check the path and the rights."),
            path=file,
        ) from error
    keys = parse_public(text)
    tell(_("Fingerprint of {name}: {fingerprint}").format(name=keys.name, fingerprint=keys.fingerprint))
    if not session.yes and not click.confirm(_("Did the partner read out the same digits?"), err=True):
        raise UserError(
            "identity.not_compared",
            _("The key was not trusted."),
            _("Compare the fingerprint with the partner, by telephone or in person."),
            exit_code=ExitCode.ANSWER_IS_NO,
        )
    with session.open() as store:
        owner = agencies.find(store, agency).id if agency else None
        identities.trust(store, text, owner)
    session.answer(_document(keys), keys.name)
