"""The places of a case that a finding gives coordinates, what lies near, and what ties them together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.analysis.geo_distance import distance
from app.analysis.network import current
from app.analysis.time_events import Dated, Narrowing, agencies_of, narrowed
from app.base.i18n import _
from app.base.latin_script import list_order
from app.base.records import Contribution, Finding, Source, Standing, Subject, SubjectKind
from app.ontology.caption import captions
from app.ontology.catalogue import ontology
from app.ontology.values import display
from app.ontology.values_number import localised

_COORDINATES, _USE = "coordinates", "use"


@dataclass(frozen=True, slots=True)
class Located:
    """A subject with coordinates (WGS 84, degrees), as one finding states them."""

    finding_id: str
    subject_id: str
    subject: str
    subject_type: str
    lat: float
    lon: float
    coordinates: str
    standing: Standing
    agency_id: str
    restricted: bool = False
    uses: tuple[str, ...] = ()
    """What findings in force say it is used as, as codes; the type of the subject where none does."""

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return self.lat, self.lon


@dataclass(frozen=True, slots=True)
class Tie:
    """Two located subjects that links of the case join, directly or by one subject linked with both.

    `words` says how, `standing` is the weaker one of the links.
    """

    a: str
    b: str
    words: str
    standing: Standing
    findings: tuple[str, ...]


def located(
    subjects: Sequence[Subject],
    findings: Sequence[Finding],
    sources: Sequence[Source],
    contributions: Sequence[Contribution],
) -> tuple[Located, ...]:
    """Return every place that a finding in force gives, by caption; two findings give two places."""
    agencies = agencies_of(findings, sources, contributions)
    labels = captions(subjects, findings)
    types = {subject.id: subject.type for subject in subjects}
    now = current(findings)
    uses: dict[str, list[str]] = {}
    for finding in now:
        if finding.property == _USE:
            uses.setdefault(finding.subject_id, []).append(finding.value)
    places = []
    for finding in now:
        point = _point(finding, types.get(finding.subject_id, ""))
        if point is not None:
            places.append(
                Located(
                    finding.id,
                    finding.subject_id,
                    labels[finding.subject_id],
                    types[finding.subject_id],
                    *point,
                    display(_COORDINATES, finding.value),
                    finding.standing,
                    agencies.get(finding.source_id, ""),
                    finding.restricted,
                    tuple(sorted(set(uses.get(finding.subject_id, ())))) or (types[finding.subject_id],),
                )
            )
    return tuple(sorted(places, key=lambda p: (list_order(p.subject), p.subject_id, p.finding_id)))


def _point(finding: Finding, subject_type: str) -> tuple[float, float] | None:
    try:
        if ontology().property(subject_type, finding.property).value_type != _COORDINATES:
            return None
        lat, _comma, lon = finding.value.partition(",")
        return float(lat), float(lon)
    except (KeyError, ValueError):
        return None


def narrowed_places(
    places: Sequence[Located], dated: Iterable[Dated], wanted: Narrowing
) -> tuple[Located, ...]:
    """Return the places that `wanted` asks for; its types are uses.

    Within a time are those of which `dated` says something then: the place itself, a link of it, or what
    happened there. A place of which nothing is dated is left out as soon as a time is asked for.
    """
    when: frozenset[str] | None = None
    if wanted.start or wanted.end:
        then = narrowed(dated, Narrowing(start=wanted.start, end=wanted.end))
        when = frozenset(i for event in then for i in (event.subject_id, *event.bearers))
    return tuple(
        place
        for place in places
        if (not wanted.types or wanted.types & set(place.uses))
        and (not wanted.standings or place.standing in wanted.standings)
        and (not wanted.agencies or place.agency_id in wanted.agencies)
        and (when is None or place.subject_id in when)
    )


def within(places: Iterable[Located], centre: Located, radius: float) -> tuple[tuple[Located, float], ...]:
    """Return the other places at most `radius` metres from `centre` with their distance, nearest first."""
    near = [(p, distance(centre.point, p.point)) for p in places if p.finding_id != centre.finding_id]
    return tuple(sorted((n for n in near if n[1] <= radius), key=lambda n: (n[1], n[0].finding_id)))


def ties(
    places: Sequence[Located], subjects: Sequence[Subject], findings: Sequence[Finding]
) -> tuple[Tie, ...]:
    """Return what joins two located subjects; only links that a finding in force carries count."""
    carried: dict[str, list[Finding]] = {}
    for finding in current(findings):
        carried.setdefault(finding.subject_id, []).append(finding)
    labels = captions(subjects, findings)
    here = {place.subject_id for place in places}
    links = [s for s in subjects if s.kind is SubjectKind.LINK and s.id in carried and s.start and s.end]
    found: list[Tie] = []
    of_node: dict[str, list[tuple[str, Subject]]] = {}
    for link in links:
        start, end = link.start or "", link.end or ""
        if start in here and end in here:
            if start != end:
                found.append(_tie(start, end, labels[link.id], (link,), carried))
        elif end in here:
            of_node.setdefault(start, []).append((end, link))
        elif start in here:
            of_node.setdefault(end, []).append((start, link))
    for node, ends in of_node.items():
        for n, (a, first) in enumerate(ends):
            for b, second in ends[n + 1 :]:
                if a != b:
                    found.append(_tie(a, b, labels.get(node, ""), (first, second), carried))
    return tuple(sorted(set(found), key=lambda tie: (tie.words, tie.a, tie.b, tie.findings)))


def _tie(a: str, b: str, words: str, links: Sequence[Subject], carried: dict[str, list[Finding]]) -> Tie:
    order = list(Standing)
    standing = max(
        (min((f.standing for f in carried[link.id]), key=order.index) for link in links), key=order.index
    )
    low, high = sorted((a, b))
    return Tie(low, high, words, standing, tuple(f.id for link in links for f in carried[link.id]))


def metres_text(metres: float) -> str:
    """Return a length as people write it: whole metres, from one kilometre on kilometres."""
    if metres < 1000:
        return _("{count} m").format(count=round(metres))
    whole = metres >= 100_000 or metres % 1000 == 0
    value = localised(str(round(metres / 1000)) if whole else f"{metres / 1000:.1f}")
    return _("{count} km").format(count=value)
