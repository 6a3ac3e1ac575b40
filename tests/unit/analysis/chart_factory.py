"""Findings, sources and documents of charts to test with, made in one line each."""

import itertools
import random

from app.base.chart_records import ChartDocument, ChartFilter, ChartItem, ChartRule, Look
from app.base.records import Contribution, Finding, Source, Standing, Subject, SubjectKind

NO_FILTER, RED = ChartFilter(), Look(colour="red")
AGENCIES = ("a1", "a2", "a3")
SOURCES = tuple(
    Source(f"s-{agency}-{letter}", f"c-{agency}", "file", "", letter, None)
    for agency in AGENCIES
    for letter in "ABCX"
)
CONTRIBUTIONS = tuple(
    Contribution(f"c-{a}", "case", a, "", "2026-01-01", "", "", "", "OPEN", None) for a in AGENCIES
)
_numbers = itertools.count()


def node(node_id, kind="person"):
    return Subject(node_id, SubjectKind.NODE, kind)


def link(link_id, start, end, kind="contact"):
    return Subject(link_id, SubjectKind.LINK, kind, start, end)


def said(subject, prop="name", value="", source="s-a1-A", standing=Standing.FACT, credibility="1", **more):
    return Finding(
        f"f{next(_numbers):06}", "case", subject, source, prop, value or f"Muster {subject}", standing,
        credibility, "muster", more.pop("recorded_at", "2026-01-01T10:00:00Z"), "2030-01-01", **more,
    )  # fmt: skip


def tied(link_id, **more):
    return said(link_id, "exists", "yes", **more)


def document(items=(), wanted=NO_FILTER, scope="case", **more):
    return ChartDocument(
        "d",
        "case",
        "Übersicht",
        "organic",
        {i.subject_id: i for i in items},
        filter=wanted,
        scope=scope,
        **more,
    )


def rule(field, operator, value="", look=RED, name="", no=1, active=True):
    return ChartRule(f"r{no}", no, "", field, name, operator, value, look, active)


def hidden(subject):
    return ChartItem(subject, hidden=True, placed=False)


def random_case(seed, nodes=12, links=20):
    """Subjects with random findings about them, as (subjects, findings)."""
    rng = random.Random(seed)
    kinds = ("person", "organisation", "event", "place")
    names = [f"n{i:05}" for i in range(nodes)]
    subjects = [node(n, rng.choice(kinds)) for n in names]
    findings = []

    def random_finding(subject, prop, value):
        year = rng.randint(2015, 2024)
        dates = rng.choice(
            [{}, {}, {"valid_from": f"{year}"}, {"valid_from": f"{year}-03", "valid_to": f"{year + 1}"}]
        )
        return said(
            subject, prop, value, source=rng.choice(SOURCES).id, standing=rng.choice(list(Standing)),
            credibility=rng.choice("1234"), handling=rng.choice(["H0", "H0", "H1", "H3"]), **dates,
        )  # fmt: skip

    for subject in subjects:
        findings += [
            random_finding(subject.id, "name", f"Muster {subject.id}") for _ in range(rng.randint(1, 2))
        ]
        if subject.type == "event" and rng.random() < 0.7:
            findings.append(
                random_finding(subject.id, "date", f"{rng.randint(2015, 2024)}-0{rng.randint(1, 9)}")
            )
    for i in range(links):
        start, end = rng.sample(names, 2)
        subjects.append(link(f"l{i:05}", start, end, rng.choice(["contact", "owns", "manages"])))
        findings += [random_finding(f"l{i:05}", "exists", "yes") for _ in range(rng.randint(1, 2))]
    return subjects, findings
