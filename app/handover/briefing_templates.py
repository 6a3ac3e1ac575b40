"""The office's briefing templates: saved in the store, the same for everybody who works with it."""

import base64
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.briefing.logo import checked_logo
from app.briefing.office_template import OfficeTemplate, from_mapping, read_declaration, refused, to_mapping
from app.store import remembered, roles
from app.store.audit import Action
from app.store.change import Change
from app.store.roles import Act
from app.store.store import Store

_META = "briefing_templates"
_MOST_TEMPLATES = 40


def names(store: Store) -> tuple[str, ...]:
    """Return the names of the saved templates in order."""
    return tuple(sorted(_saved(store), key=str.casefold))


def find(store: Store, name: str) -> OfficeTemplate:
    """Return a saved template; raises `UserError` for a name that is not there."""
    saved = _saved(store)
    if name not in saved:
        known = ", ".join(sorted(saved, key=str.casefold)) or _("none")
        raise UserError(
            "briefing.no_template",
            _("There is no briefing template “{name}”."),
            _("Choose one of these, or save it first: {known}."),
            exit_code=ExitCode.USAGE,
            name=name,
            known=known,
        )
    said = dict(saved[name])
    sign = base64.b64decode(said.pop("sign", ""))
    return replace(from_mapping(said), logo=sign)


def read_file(path: Path) -> OfficeTemplate:
    """Read a declared template with its sign, which lies beside it. Raises `UserError` for a wrong one."""
    template, logo = read_declaration(_text(path))
    if not logo:
        return template
    if Path(logo).name != logo:
        raise refused("logo", _("it is no plain file name"), _("Put the sign beside the template."))
    return replace(template, logo=checked_logo(_bytes(path.with_name(logo), "logo")))


def save(store: Store, template: OfficeTemplate) -> Change:
    """Save a template under its name, in place of one of that name."""
    roles.require(store, Act.KEEP_OFFICE)
    saved = dict(_saved(store))
    said = to_mapping(template)
    if template.logo:
        said["sign"] = base64.b64encode(template.logo).decode()
    saved[template.name] = said
    if len(saved) > _MOST_TEMPLATES:
        raise refused("name", _("there are 40 templates already"), _("Remove one you no longer use."))
    return _put(store, saved, _("Briefing template saved: {name}").format(name=template.name))


def remove(store: Store, name: str) -> Change:
    """Remove a saved template; briefings that were written with it stay what they are."""
    roles.require(store, Act.KEEP_OFFICE)
    find(store, name)
    saved = {other: said for other, said in _saved(store).items() if other != name}
    return _put(store, saved, _("Briefing template removed: {name}").format(name=name))


def _saved(store: Store) -> Mapping[str, dict[str, Any]]:
    with store.read() as connection:
        return remembered.get(connection, _META)


def _put(store: Store, saved: Mapping[str, dict[str, Any]], label: str) -> Change:
    with store.write(label, Action.ADMINISTRATION, history=False) as work:
        remembered.put(work, _META, dict(saved))
    return work.done


def _text(path: Path) -> str:
    try:
        return _bytes(path, path.name).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused(path.name, _("it is no UTF-8 text"), _("Save the file as UTF-8.")) from error


def _bytes(path: Path, place: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(2_000_001)
    except OSError as error:
        raise refused(place, _("the file cannot be read"), _("Check name and folder.")) from error
