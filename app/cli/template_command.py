"""`template`: the office's briefing templates, which parts in which order with which texts."""

from pathlib import Path

import click

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.briefing.office_template import OfficeTemplate
from app.cli.session import Session, common
from app.handover import briefing_templates as templates
from app.store.store import Store

_ACTS = ("list", "show", "save", "remove")


@click.command()
@click.argument("act", type=click.Choice(_ACTS))
@click.argument("what", default="", metavar="[NAME|FILE]")
@common
def template(session: Session, act: str, what: str) -> None:
    """List, show, save (from a YAML or JSON FILE) or remove briefing templates."""
    with session.open() as store:
        if act == "list":
            session.answer({"templates": list(templates.names(store))}, *templates.names(store))
            return
        if not what:
            raise UserError(
                "briefing.template_name",
                _("“{act}” needs a name or a file."),
                _("Give the template's name, to save one its file."),
                exit_code=ExitCode.USAGE,
                act=act,
            )
        session.answer(*_done(store, act, what))


def _done(store: Store, act: str, what: str) -> tuple[dict[str, object], str]:
    if act == "save":
        declared = templates.read_file(Path(what))
        templates.save(store, declared)
        return _described(declared), _("Saved: {name}.").format(name=declared.name)
    found = templates.find(store, what)
    if act == "remove":
        templates.remove(store, what)
        return _described(found), _("Removed: {name}.").format(name=found.name)
    return _described(found), f"{found.name}: {', '.join(found.parts)}"


def _described(kept: OfficeTemplate) -> dict[str, object]:
    return {
        "name": kept.name,
        "parts": list(kept.parts),
        "texts": len(kept.texts),
        "logo": bool(kept.logo),
    }
