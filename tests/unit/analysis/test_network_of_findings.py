"""What findings draw: links exist only by current findings, layers, standings, weights."""

from analysis_views import Maker

from app.analysis.network import build_network
from app.base.records import Standing


def _three():
    maker = Maker()
    a, b, c = (maker.node("person", "name", f"Mustermann {x}") for x in "ABC")
    return maker, a, b, c


def test_a_link_carries_its_findings_and_its_strongest_standing():
    maker, a, b, _c = _three()
    link = maker.link("contact", a, b, Standing.HYPOTHESIS)
    stronger = maker.say(link, "exists", "yes", Standing.ASSESSMENT)
    maker.say(link, "weight", "3")
    maker.say(link, "weight", "5")
    network = build_network(maker.subjects, maker.findings)
    (drawn,) = network.links
    assert drawn.standing is Standing.ASSESSMENT
    assert drawn.weight == 5
    assert stronger in drawn.findings
    assert len(drawn.findings) == 4
    assert [node.label for node in network.nodes] == ["Mustermann A", "Mustermann B", "Mustermann C"]


def test_a_superseded_finding_does_not_count():
    maker, a, b, _c = _three()
    link = maker.link("contact", a, b)
    old = maker.findings[-1].id
    maker.say(link, "exists", "yes", Standing.HYPOTHESIS, supersedes=old)
    (drawn,) = build_network(maker.subjects, maker.findings).links
    assert drawn.standing is Standing.HYPOTHESIS
    assert old not in drawn.findings


def test_without_a_finding_nothing_exists():
    maker, a, b, c = _three()
    maker.link("contact", a, b)
    maker.link("contact", b, c)
    only_nodes = [f for f in maker.findings if f.property != "exists"]
    assert build_network(maker.subjects, only_nodes).links == ()
    without_c = [f for f in maker.findings if f.subject_id != c]
    network = build_network(maker.subjects, without_c)
    assert {node.id for node in network.nodes} == {a, b}
    assert len(network.links) == 1


def test_a_layer_keeps_its_links_and_the_nodes_they_touch():
    maker, a, b, c = _three()
    maker.link("met", a, b)
    maker.link("phoned", b, c)
    network = build_network(maker.subjects, maker.findings, layer="phoned")
    assert {node.id for node in network.nodes} == {b, c}
    assert [link.type for link in network.links] == ["phoned"]


def test_case_level_statements_are_no_part_of_the_chart_unless_linked():
    maker, _a, _b, _c = _three()
    maker.node("matter", "title", "Einschätzung")
    assert {node.type for node in build_network(maker.subjects, maker.findings).nodes} == {"person"}


def test_kinship_is_marked_as_not_measured():
    maker, a, b, c = _three()
    maker.link("family_documented", a, b)
    maker.link("contact", b, c)
    links = build_network(maker.subjects, maker.findings).links
    assert {link.type: link.in_measures for link in links} == {"family_documented": False, "contact": True}
