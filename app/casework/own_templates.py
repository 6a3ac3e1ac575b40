"""The office's own templates of barrier models: the steps of a model, kept under a name for all cases.

Only what is general goes into a template: the steps, and texts that ship with the program. What somebody
wrote about a case stays in the case, with its periods and its erasure.
"""

from typing import Any

from app.base.errors import UserError
from app.base.i18n import _
from app.base.method_records import OWN_TEMPLATE, Method, MethodKind, PartKind
from app.casework import method_templates
from app.casework.method_templates import Template, TemplatePart
from app.store import remembered, roles
from app.store.audit import Action
from app.store.roles import Act
from app.store.store import Store

PREFIX = OWN_TEMPLATE
_META = "method_templates"
_MOST = 40
_KEPT = ("text", "role", "note", "partner", "provision", "effort", "effect", "indicator")


def names(store: Store) -> tuple[str, ...]:
    """Return the names of the office's own templates, in order."""
    with store.read() as connection:
        return tuple(sorted(remembered.get(connection, _META), key=str.casefold))


def read(store: Store, code: str) -> Template:
    """Return a template by its code: one of ours by PREFIX and name, or a shipped one."""
    if not code.startswith(PREFIX):
        return method_templates.read(code)
    name = code.removeprefix(PREFIX)
    with store.read() as connection:
        said = remembered.get(connection, _META).get(name)
    if said is None:
        raise UserError(
            "method.template", _("There is no template “{code}”."), _("Choose another one."), code=name
        )
    return Template(code, name, "", tuple(_part(part) for part in said))


def keep(store: Store, method: Method, name: str) -> None:
    """Keep the steps of a barrier model as a template, in place of one of that name."""
    roles.require(store, Act.KEEP_OFFICE)
    plain = " ".join(name.split())
    if not plain:
        raise UserError("method.template", _("The template has no name."), _("Give it one."))
    if method.kind is not MethodKind.BARRIERS or not method.of(PartKind.STEP):
        raise UserError(
            "method.template",
            _("There are no steps to keep."),
            _("Templates are made of barrier models."),
        )
    kept = [
        {"kind": part.kind.value, **{field: getattr(part, field) for field in _KEPT}}
        for step in method.of(PartKind.STEP)
        for part in (step, *(p for p in method.parts if p.above_id == step.id and p.standard))
    ]
    with store.write(_("Template of a barrier model kept"), Action.ADMINISTRATION, history=False) as work:
        known = remembered.get(work.connection, _META)
        if plain not in known and len(known) >= _MOST:
            raise UserError(
                "method.template", _("There are 40 templates already."), _("Remove one you no longer use.")
            )
        remembered.put(work, _META, {**known, plain: kept})


def remove(store: Store, name: str) -> None:
    """Remove one of the office's own templates; models begun with it stay what they are."""
    roles.require(store, Act.KEEP_OFFICE)
    read(store, PREFIX + name)
    with store.write(_("Template of a barrier model removed"), Action.ADMINISTRATION, history=False) as work:
        known = remembered.get(work.connection, _META)
        remembered.put(work, _META, {other: said for other, said in known.items() if other != name})


def _part(said: dict[str, Any]) -> TemplatePart:
    return TemplatePart(PartKind(said["kind"]), **{field: said[field] for field in _KEPT})
