"""Import profiles: what the columns of a kind of file mean, and how far its source can be trusted."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.labelled import Labelled
from app.base.paths import resource
from app.base.records import Label, Standing
from app.exchange.mapping import TableMapping, mapping_from, only_assessments
from app.exchange.table_settings import FOUND, TableSettings, settings_from
from app.ontology.catalogue import ontology
from app.ontology.forbidden import plain_name

SOURCE, TARGET = "source", "target"


class Shape(StrEnum):
    """What the rows of a file are."""

    EDGES = "edges"
    NODES = "nodes"
    GRAPH = "graph"
    MAPPED = "mapped"


@dataclass(frozen=True, slots=True)
class Grading:
    """Europol 4x4 of what a file of this kind says, and what it claims to be."""

    source_kind: str
    reliability: str
    credibility: str
    standing: Standing
    handling: str


@dataclass(frozen=True, slots=True)
class Profile(Labelled):
    """How to read one kind of file.

    `node_type` and `link_type` are ids of the ontology. `columns` maps `source`, `target` or a property id
    to the column names that mean it, in plain form. `identifier` is the property that the names of nodes in
    an edge list go to; in a graph it may be "", then ids are the file's own affair. `auto` profiles are
    chosen when nobody names one. In an edge list `target_type` is the type of the targets where it differs.
    A profile made by a person has a `mapping` instead of `columns`, and `settings` of how the table is read.
    """

    id: str
    label_de: str
    label_en: str
    shape: Shape
    node_type: str
    link_type: str
    identifier: str
    columns: Mapping[str, frozenset[str]]
    grading: Grading
    label_of_law: Label | None
    auto: bool
    target_type: str = ""
    mapping: TableMapping | None = None
    settings: TableSettings = FOUND

    @property
    def end_type(self) -> str:
        """The type of the nodes that links end at: `target_type`, or `node_type` if there is none."""
        return self.target_type or self.node_type

    @property
    def two_mode(self) -> bool:
        """Whether links run between things of two types."""
        return self.end_type != self.node_type

    def meaning(self, column: str) -> str | None:
        """What a column of this name means here, None if nothing."""
        plain = plain_name(column)
        return next((key for key, names in self.columns.items() if plain in names), None)


@cache
def profiles() -> dict[str, Profile]:
    """The shipped profiles by id."""
    return load_profiles(resource("profiles"))


def find_profile(profile_id: str) -> Profile:
    """The shipped profile with this id; raises `UserError` `import.no_such_profile`."""
    found = profiles().get(profile_id)
    if found is None:
        raise UserError(
            "import.no_such_profile",
            _("There is no import profile “{profile}”."),
            _("Choose one of: {known}."),
            exit_code=ExitCode.USAGE,
            profile=profile_id,
            known=", ".join(profiles()),
        )
    return found


def load_profiles(folder: Path) -> dict[str, Profile]:
    """Read every profile in `folder`; raises `UserError` `import.bad_profile` naming the file."""
    found = {}
    for file in sorted(folder.glob("*.yaml")):
        try:
            profile = _profile(yaml.safe_load(file.read_text("utf-8")))
        except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
            raise UserError(
                "import.bad_profile",
                _("The import profile {file} is not valid: {reason}."),
                _("Correct the file or remove it."),
                file=file.name,
                reason=str(error).splitlines()[0],
            ) from error
        found[profile.id] = profile
    return found


def _profile(data: dict[str, object]) -> Profile:
    profile = Profile(
        id=str(data["id"]),
        label_de=str(data["label_de"]),
        label_en=str(data["label_en"]),
        shape=Shape(str(data["shape"])),
        node_type=str(data["node_type"]),
        link_type=str(data.get("link_type", "")),
        identifier=str(data.get("identifier", "")),
        columns={key: _plain_names(names) for key, names in _mapping(data.get("columns", {})).items()},
        grading=_grading(_mapping(data["grading"])),
        label_of_law=_label(data.get("label")),
        auto=data.get("auto") is True,
        target_type=str(data.get("target_type", "")),
    )
    _check(profile)
    return profile


def mapped_profile(
    profile_id: str,
    name: str,
    mapping: TableMapping,
    settings: TableSettings = FOUND,
    *,
    grading: Grading | None = None,
    label: Label | None = None,
) -> Profile:
    """A profile that a person made; ValueError for one that would turn assessments into facts."""
    given = grading or Grading("data_file", "X", "4", Standing.FACT, "H0")
    if only_assessments(mapping) and given.standing is Standing.FACT:
        raise ValueError(_("One of these links can only be an assessment; grade the file as one."))
    return Profile(
        id=profile_id,
        label_de=name,
        label_en=name,
        shape=Shape.MAPPED,
        node_type=mapping.subjects[0].node_type,
        link_type=mapping.links[0].link_type if mapping.links else "",
        identifier="",
        columns={},
        grading=given,
        label_of_law=label,
        auto=False,
        mapping=mapping,
        settings=settings,
    )


def profile_data(profile: Profile) -> dict[str, object]:
    """A mapped profile as plain values, to be kept."""
    if profile.mapping is None:
        raise ValueError(profile.id)
    grading, label = asdict(profile.grading), profile.label_of_law
    return {
        "name": profile.label,
        "mapping": profile.mapping.data(),
        "settings": profile.settings.data(),
        "grading": {name: str(value) for name, value in grading.items()},
        "label": asdict(label) if label else None,
    }


def profile_from(profile_id: str, data: Mapping[str, object]) -> Profile:
    """A mapped profile from kept values; ValueError, KeyError or TypeError for any that cannot be."""
    return mapped_profile(
        profile_id,
        str(data["name"]),
        mapping_from(_mapping(data["mapping"])),
        settings_from(_mapping(data["settings"])),
        grading=_grading(_mapping(data["grading"])),
        label=_label(data.get("label")),
    )


def _grading(grading: Mapping[str, object]) -> Grading:
    return Grading(
        source_kind=str(grading["source_kind"]),
        reliability=str(grading["reliability"]),
        credibility=str(grading["credibility"]),
        standing=Standing(str(grading["standing"])),
        handling=str(grading.get("handling", "H0")),
    )


def _check(profile: Profile) -> None:
    """A profile may only speak of what the ontology knows, and cannot turn assessments into facts."""
    types = [profile.node_type]
    if profile.shape is not Shape.NODES:
        link = ontology().links[profile.link_type]
        if link.needs_reason or (link.assessment_only and profile.grading.standing is Standing.FACT):
            raise ValueError(link.id)
        if not link.allows(profile.node_type, profile.end_type):
            raise ValueError(link.id)
        types.append(link.id)
    known = {p.id for type_id in types for p in ontology().subject_type(type_id).properties}
    unknown = set(profile.columns) - known - {SOURCE, TARGET}
    if unknown or (profile.identifier and profile.identifier not in known):
        raise ValueError(", ".join(sorted(unknown)) or profile.identifier)


def _mapping(data: object) -> dict[str, object]:
    if not isinstance(data, dict):
        raise TypeError(type(data).__name__)
    return data


def _plain_names(names: object) -> frozenset[str]:
    if not isinstance(names, list):
        raise TypeError(type(names).__name__)
    return frozenset(plain_name(str(name)) for name in names)


def _label(data: object) -> Label | None:
    if data is None:
        return None
    return Label(**{key: str(value) for key, value in _mapping(data).items()})
