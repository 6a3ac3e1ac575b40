"""Charts for i2 Analyst's Notebook (.anx): XML in UTF-16, version 9, as its import takes it.

Each finding is a card of its item, with source, grades one (reliability), two (credibility) and three
(handling); its text is for people and is what this program reads back. Values stand as attributes as well,
one per kind and item. The form follows charts that the format's open writer makes (element order, ids).
"""

from collections.abc import Iterator, Mapping
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from app.base import partial_date
from app.base.i18n import _
from app.base.progress import Progress
from app.exchange.chart_text import clean
from app.exchange.readers.neutral import Said
from app.exchange.readers.own_statements import statement_lines
from app.exchange.table_content import marking
from app.exchange.writers.carried import Carried, CarriedCase, carried
from app.exchange.writers.losses import all_things, everywhere
from app.ontology.catalogue import ontology
from app.ontology.values import display_for
from app.policy import gradings
from app.policy.views import View

_STRENGTHS = (("fact", "DotStyleSolid"), ("assessment", "DotStyleDashed"), ("hypothesis", "DotStyleDotted"))
_ICONS = {
    "person": "adult",
    "organisation": "building",
    "vehicle": "car",
    "place": "house",
    "communication": "phone",
    "account": "cash",
    "document": "document",
}
_TITLE = 250
# An attribute is for people to see on the chart; cards hold every value whole.
_LONGEST = 1_000


class _Ids:
    """Ids as the format wants them: `ID` and a number, one for everything that is referred to."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str], str] = {}

    def of(self, kind: str, name: str) -> str:
        """Return the id of a named thing."""
        return self._ids.setdefault((kind, name), f"ID{len(self._ids) + 1}")


def write_anx(
    view: View, places: Mapping[str, tuple[float, float]], out: BinaryIO, progress: Progress | None = None
) -> None:
    """Write the things of a view at their places (px) and the links between them."""
    case = carried(view)
    told = progress or Progress()
    lines = ['<?xml version="1.0" encoding="utf-16"?>', *_chart(view, case, places, told)]
    # One mark at the beginning, then little-endian as the program itself writes it.
    out.write(("\ufeff" + "\r\n".join(lines) + "\r\n").encode("utf-16-le"))


def anx_losses(view: View) -> tuple[str, ...]:
    """Return what would be lost, a sentence each."""
    case = carried(view)
    several = sum(len(values) > 1 for thing in all_things(case) for values in thing.values.values())
    lines = [_("Not opened in Analyst’s Notebook itself so far: look the chart over before it is used.")]
    if several:
        text = _("{count} times several values share one attribute; each has its card.")
        lines.append(text.format(count=several))
    inexact = sum(bool(s.valid_from) and not _moment(s.valid_from) for t in all_things(case) for s in t.said)
    if inexact:
        text = _("{count} dates are not known to the day; they stand in the text of their card.")
        lines.append(text.format(count=inexact))
    return (*lines, *everywhere(view))


def _chart(
    view: View, case: CarriedCase, places: Mapping[str, tuple[float, float]], told: Progress
) -> Iterator[str]:
    ids = _Ids()
    yield '<Chart BackColour="16777215" Rigorous="true" SnapToGrid="true">'
    yield '<ApplicationVersion Major="9" Minor="0" Point="0" Build="0"/>'
    yield "<StrengthCollection>"
    for name, dots in _STRENGTHS:
        named = f"Id={_quoted(ids.of('strength', name))} Name={_quoted(_standing(name))}"
        yield f"<Strength {named} DotStyle={_quoted(dots)}/>"
    yield "</StrengthCollection>"
    for tag, codes in zip(("GradeOne", "GradeTwo", "GradeThree"), _grades(), strict=True):
        yield f"<{tag}><StringCollection>"
        for code, words in codes.items():
            yield f"<String Id={_quoted(ids.of(tag, code))} Text={_quoted(f'{code} – {words}')}/>"
        yield f"</StringCollection></{tag}>"
    yield from _classes(case, ids)
    yield from _summary(view)
    yield "<ChartItemCollection>"
    numbers = {node.id: no for no, node in enumerate(case.nodes, 1)}
    for node in told.stretch(0, 1, 2).each(case.nodes):
        yield from _entity(node, numbers[node.id], places.get(node.id, (0.0, 0.0)), ids)
    for link in told.stretch(1, 2, 2).each(case.links):
        yield from _link(link, numbers, ids)
    yield "</ChartItemCollection>"
    yield "</Chart>"


def _grades() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    return gradings.reliability(), gradings.credibility(), gradings.handling()


def _standing(name: str) -> str:
    return {"fact": _("Fact"), "assessment": _("Assessment"), "hypothesis": _("Hypothesis")}[name]


def _classes(case: CarriedCase, ids: _Ids) -> Iterator[str]:
    names = dict.fromkeys(label for thing in all_things(case) for label, _value in _attributes(thing))
    yield "<AttributeClassCollection>"
    for name in names:
        flags = 'Type="AttText" IsUser="true" UserCanAdd="true" UserCanRemove="true" ShowValue="true"'
        yield f"<AttributeClass Id={_quoted(ids.of('attribute', name))} Name={_quoted(name)} {flags}/>"
    yield "</AttributeClassCollection>"
    yield "<EntityTypeCollection>"
    for kind in dict.fromkeys(node.type for node in case.nodes):
        icon = _quoted(_ICONS.get(kind, "general"))
        name = f"Id={_quoted(ids.of('entity', kind))} Name={_quoted(_kind(kind))}"
        yield f'<EntityType {name} PreferredRepresentation="RepresentAsIcon" IconFile={icon}/>'
    yield "</EntityTypeCollection>"
    yield "<LinkTypeCollection>"
    for kind in dict.fromkeys(link.type for link in case.links):
        yield f'<LinkType Id={_quoted(ids.of("link", kind))} Name={_quoted(_kind(kind))} Colour="0"/>'
    yield "</LinkTypeCollection>"


def _kind(type_id: str) -> str:
    known = ontology().nodes.get(type_id) or ontology().links.get(type_id)
    return known.label if known else type_id


def _summary(view: View) -> Iterator[str]:
    whose = marking(view)
    yield "<Summary><FieldCollection>"
    yield f'<Field Type="SummaryFieldTitle" Field={_quoted(whose[:_TITLE])}/>'
    yield f'<Field Type="SummaryFieldComments" Field={_quoted(whose)}/>'
    yield '<Field Type="SummaryFieldAuthor" Field="Rundblick"/>'
    yield "</FieldCollection></Summary>"


def _entity(node: Carried, number: int, place: tuple[float, float], ids: _Ids) -> Iterator[str]:
    x, y = (round(part) for part in place)
    yield f'<ChartItem {_head(node, ids)} XPosition="{x}">'
    yield f'<End X="{x}" Y="{y}" Z="0">'
    yield f'<Entity EntityId="{number}" Identity={_quoted(node.id)} LabelIsIdentity="false">'
    reference = _quoted(ids.of("entity", node.type))
    yield f"<Icon><IconStyle Type={_quoted(_kind(node.type))} EntityTypeReference={reference}/></Icon>"
    yield from _cards(node)
    yield "</Entity></End>"
    yield from _values(node, ids)
    yield "</ChartItem>"


def _link(link: Carried, numbers: Mapping[str, int], ids: _Ids) -> Iterator[str]:
    yield f"<ChartItem {_head(link, ids)}>"
    yield f'<Link End1Id="{numbers[link.start]}" End2Id="{numbers[link.end]}">'
    yield from _cards(link)
    standing = next((s.standing for s in link.said if s.property == "exists"), "fact")
    arrow = ' ArrowStyle="ArrowOnHead"' if link.directed else ""
    kind = f"Type={_quoted(_kind(link.type))} LinkTypeReference={_quoted(ids.of('link', link.type))}"
    yield f"<LinkStyle Strength={_quoted(_standing(standing))}{arrow} {kind}/>"
    yield "</Link>"
    yield from _values(link, ids)
    yield "</ChartItem>"


def _head(thing: Carried, ids: _Ids) -> str:
    label = "" if thing.start else thing.label
    parts = [f"Id={_quoted(ids.of('item', thing.id))}", f"Label={_quoted(label)}"]
    moment = _moment(thing.since or thing.one("date"))
    if moment:
        timed = ' TimeSet="true"' if not moment.endswith("T00:00:00.000") else ""
        parts.append(f'DateSet="true"{timed}')
    parts.append(_graded(thing.said[0]))
    if moment:
        parts.append(f"DateTime={_quoted(moment)}")
    return " ".join(parts)


def _graded(said: Said) -> str:
    """Grades as places in their lists, for an item that of its first finding: facts come first."""
    found = []
    codes = said.reliability, said.credibility, said.handling
    for tag, known, code in zip(("GradeOne", "GradeTwo", "GradeThree"), _grades(), codes, strict=True):
        if code in known:
            found.append(f'{tag}Index="{list(known).index(code)}"')
    return " ".join(found)


def _cards(thing: Carried) -> Iterator[str]:
    yield "<CardCollection>"
    for said in thing.said:
        declared = ontology().property(thing.type, said.property)
        summary = clean(f"{declared.label}: {display_for(declared, said.value)}")[:_TITLE]
        moment = _moment(said.valid_from)
        dated = f' DateSet="true" DateTime={_quoted(moment)}' if moment else ""
        source = (
            f"SourceReference={_quoted(said.place[:_TITLE])} SourceType={_quoted(_standing(said.standing))}"
        )
        text = f"Text={_quoted(statement_lines(said))}"
        yield f"<Card Summary={_quoted(summary)}{dated} {_graded(said)} {source} {text}/>"
    yield "</CardCollection>"


def _values(thing: Carried, ids: _Ids) -> Iterator[str]:
    yield "<AttributeCollection>"
    for name, value in _attributes(thing):
        reference = _quoted(ids.of("attribute", name))
        named = f"AttributeClass={_quoted(name)} AttributeClassReference={reference}"
        yield f"<Attribute {named} Value={_quoted(value)}/>"
    yield "</AttributeCollection>"


def _attributes(thing: Carried) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for name, values in thing.values.items():
        if name != "exists":
            declared = ontology().property(thing.type, name)
            found[declared.label] = "; ".join(display_for(declared, value) for value in values)[:_LONGEST]
    return list(found.items())


def _moment(value: str) -> str:
    """A moment as the format writes it, "" for one that is not known to the day."""
    known = partial_date.parts(value) if value else None
    if not known or not known["day"] or known["qualifier"]:
        return ""
    time = f"{known['hour']}:{known['minute']}:{known['second'] or '00'}" if known["hour"] else "00:00:00"
    return f"{known['year']}-{known['month']}-{known['day']}T{time}.000"


def _quoted(text: str) -> str:
    """An attribute's value; line breaks survive, what XML cannot hold does not."""
    kept = "".join(c for c in text if c in "\n\t" or (c.isprintable() and c not in "\ufffe\uffff"))
    return quoteattr(kept, {"\n": "&#10;", "\t": "&#9;"})
