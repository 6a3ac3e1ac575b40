"""What a saved chart shows of a view: the content that the screen draws, worked out on the view alone.

Of a released view only what was released counts, and nothing that the office alone wrote on the chart goes
with it (`app.analysis.chart_release`).
"""

from dataclasses import replace

from app.analysis.chart_content import ChartContent, chart_content
from app.analysis.chart_facts import chart_facts
from app.analysis.chart_release import without_own_words
from app.analysis.network import build_network
from app.base.chart_records import ChartDocument
from app.policy.views import View


def documents_of(view: View) -> dict[str, frozenset[str]]:
    """Return by subject the documents of the view that a source of its findings stands on."""
    known = {document.id for document in view.documents}
    of_source = {s.id: s.document_id for s in view.sources if s.document_id in known}
    found: dict[str, set[str]] = {}
    for finding in view.findings:
        document_id = of_source.get(finding.source_id)
        if document_id:
            found.setdefault(finding.subject_id, set()).add(document_id)
    return {i: frozenset(documents) for i, documents in found.items()}


def content_of(view: View, document: ChartDocument) -> ChartContent:
    """Return what `document` shows of `view`, and of nothing else.

    A recipient in the filter must have been answered by the choice of the view: it is not looked at here.
    """
    network = build_network(view.subjects, view.findings)
    facts = chart_facts(view.subjects, view.findings, view.sources, view.contributions)
    if not view.internal:
        document = without_own_words(document, frozenset(s.id for s in view.subjects), documents_of(view))
    document = replace(document, filter=replace(document.filter, recipient=""))
    content = chart_content(network, facts, document)
    shown = {node.id for node in content.network.nodes}
    placed = {i: place for i, place in content.places.items() if i in shown}
    return replace(content, places=placed, left_out=content.left_out if view.internal else {})
