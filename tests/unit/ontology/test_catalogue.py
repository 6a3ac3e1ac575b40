import shutil
from pathlib import Path

import pytest
import yaml

from app.base.errors import ExitCode, UserError
from app.base.i18n import set_language
from app.base.paths import resource
from app.ontology.catalogue import load, ontology
from app.ontology.symbols import ICONS, LEAST_GREY_DIFFERENCE

ENTITIES = (
    "person organisation vehicle place event object communication account document proceeding permit measure"
).split()
LINKS = (
    "owns manages beneficial_owner employed_by member_of represents keeper_of uses registered_at seen_at"
    " tenant_of pays party_to holds_permit contact family_documented same_as"
).split()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resource("ontology"), tmp_path / "ontology"))


def change(folder: Path, file: str, mutate) -> None:
    path = folder / file
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    mutate(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")


def refusal(folder: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        load(folder)
    assert caught.value.exit_code is ExitCode.INPUT_REFUSED
    return caught.value


def test_shipped_ontology_holds_the_domain_model():
    known = ontology()
    assert list(known.nodes) == [*ENTITIES, "matter"]
    assert set(known.links) == {*LINKS, "met", "phoned", "wrote_to", "concerns"}


def test_every_type_has_what_every_type_needs():
    known = ontology()
    for node in known.nodes.values():
        assert {"identifier", "note"} <= {p.id for p in node.properties}
        assert node.caption
    for link in known.links.values():
        assert {"exists", "weight", "note"} <= {p.id for p in link.properties}


def test_node_types_differ_in_black_and_white():
    nodes = list(ontology().nodes.values())
    for i, a in enumerate(nodes):
        for b in nodes[:i]:
            assert a.shape != b.shape or abs(a.fill_grey - b.fill_grey) >= LEAST_GREY_DIFFERENCE
    assert len({node.icon for node in nodes}) == len(nodes)


def test_every_icon_comes_with_the_program():
    assert [name for name in sorted(ICONS) if not resource("icons", f"{name}.svg").is_file()] == []


def test_mapping_to_other_models_keeps_its_verification_mark():
    person = ontology().nodes["person"]
    assert (person.ftm, person.ftm_verified) == (("Person",), True)
    assert (person.umf, person.umf_verified) == ("Person", False)
    assert not any(node.umf_verified for node in ontology().nodes.values())


def test_kinship_needs_a_reason_and_stays_out_of_measures():
    kinship = ontology().links["family_documented"]
    assert kinship.needs_reason
    assert not kinship.in_measures
    assert "reason" in {p.id for p in kinship.properties}


def test_sameness_is_an_assessment_between_nodes_of_one_type():
    same = ontology().links["same_as"]
    assert same.assessment_only
    assert same.allows("person", "person")
    assert not same.allows("person", "vehicle")


def test_rules_for_the_ends_of_links():
    links = ontology().links
    assert links["manages"].allows("person", "organisation")
    assert not links["manages"].allows("organisation", "person")
    assert links["phoned"].allows("person", "communication")
    assert links["phoned"].allows("communication", "person")
    assert "vehicle" in links["owns"].end


def test_person_roles_are_those_of_the_law():
    role = ontology().property("person", "role")
    assert [c.id for c in role.choices] == (
        "suspect prospective_offender convicted victim witness informant contact_companion"
        " business_responsible official"
    ).split()


def test_special_values_live_in_measures_only():
    special = [(n.id, p.id) for n in ontology().nodes.values() for p in n.properties if p.special]
    assert special == [("measure", "safety_note")]


def test_labels_follow_the_language():
    set_language("de")
    person = ontology().nodes["person"]
    assert (person.label, person.plural) == ("Person", "Personen")
    assert ontology().property("vehicle", "plate").label == "Kennzeichen"
    set_language("en")
    assert ontology().property("vehicle", "plate").label == "Registration plate"


def test_unknown_property_or_type_is_a_key_error():
    with pytest.raises(KeyError):
        ontology().property("person", "shoe_size")
    with pytest.raises(KeyError):
        ontology().property("ghost", "name")


@pytest.mark.parametrize("attribute", ["Volkszugehörigkeit", "religion", "clan_name", "riskScore"])
def test_forbidden_property_is_refused(folder, attribute):
    item = {"id": attribute, "value_type": "text", "label_de": "Merkmal", "label_en": "Feature"}
    change(folder, "nodes.yaml", lambda data: data["nodes"][0]["properties"].append(item))
    error = refusal(folder)
    assert error.key == "ontology.forbidden"
    assert "nodes.yaml" in error.sentence
    assert f"person / {attribute}" in error.sentence


@pytest.mark.parametrize("key", ["label_de", "label_en"])
def test_forbidden_attribute_does_not_hide_behind_a_harmless_id(folder, key):
    item = {"id": "attr7", "value_type": "text", "label_de": "Merkmal", "label_en": "Feature"}
    change(folder, "links.yaml", lambda data: data["links"][0]["properties"].append(item | {key: "Religion"}))
    assert refusal(folder).key == "ontology.forbidden"


def test_forbidden_node_link_and_choice_are_refused(folder):
    choice = {"id": "x", "label_de": "Migrationshintergrund", "label_en": "X"}
    change(folder, "choices.yaml", lambda data: data["lists"][1]["choices"].append(choice))
    assert refusal(folder).key == "ontology.forbidden"
    shutil.copy(resource("ontology", "choices.yaml"), folder)
    change(folder, "nodes.yaml", lambda data: data["nodes"][1].update(label_de="Clan"))
    assert refusal(folder).key == "ontology.forbidden"
    shutil.copy(resource("ontology", "nodes.yaml"), folder)
    change(folder, "links.yaml", lambda data: data["links"][0].update(label_en="Verwandtschaftsgrad"))
    assert refusal(folder).key == "ontology.forbidden"


def _first_property(data) -> dict:
    return data["nodes"][0]["properties"][0]


BROKEN_NODES = {
    "unknown_value_type": lambda data: _first_property(data).update(value_type="colour_wheel"),
    "duplicate": lambda data: data["nodes"].append(data["nodes"][0]),
    "missing_label": lambda data: _first_property(data).pop("label_en"),
    "unknown_icon": lambda data: data["nodes"][0].update(icon="dragon"),
    "unknown_shape": lambda data: data["nodes"][0].update(shape="cloud"),
    "alike": lambda data: data["nodes"][1].update(shape="circle", fill_grey=200),
    "unknown_caption": lambda data: data["nodes"][0].update(caption=["nickname"]),
    "incomplete": lambda data: data["nodes"][0].update(fill_grey=300),
    "unreadable": lambda data: data.update(nodes="none"),
}


@pytest.mark.parametrize("kind", BROKEN_NODES)
def test_broken_node_declaration_is_named(folder, kind):
    change(folder, "nodes.yaml", BROKEN_NODES[kind])
    error = refusal(folder)
    assert error.key == f"ontology.{kind}"
    assert "nodes.yaml" in error.sentence


def test_missing_plural_and_second_property_are_named(folder):
    change(folder, "nodes.yaml", lambda data: data["nodes"][2].pop("plural_de"))
    error = refusal(folder)
    assert (error.key, "vehicle" in error.sentence) == ("ontology.missing_label", True)
    shutil.copy(resource("ontology", "nodes.yaml"), folder)
    change(folder, "nodes.yaml", lambda d: d["nodes"][2]["properties"].append(d["everywhere"][0]))
    assert refusal(folder).key == "ontology.duplicate"


BROKEN_LINKS = {
    "unknown_node_type": lambda data: data["links"][0].update(start=["ghost"]),
    "duplicate": lambda data: data["links"][0].update(id="person"),
    "incomplete": lambda data: data["links"][0].update(directed="perhaps"),
    "unknown_value_type": lambda data: data["everywhere"][0].update(value_type="choice:nothing"),
}


@pytest.mark.parametrize("kind", BROKEN_LINKS)
def test_broken_link_declaration_is_named(folder, kind):
    change(folder, "links.yaml", BROKEN_LINKS[kind])
    error = refusal(folder)
    assert error.key == f"ontology.{kind}"
    assert "links.yaml" in error.sentence


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"nodes: [", b"- 1", b""])
def test_file_that_is_no_declaration_is_refused(folder, content):
    (folder / "nodes.yaml").write_bytes(content)
    error = refusal(folder)
    assert error.key == "ontology.unreadable"
    assert "nodes.yaml" in error.sentence


def test_missing_file_is_refused(folder):
    (folder / "links.yaml").unlink()
    assert refusal(folder).key == "ontology.unreadable"
