"""`ctc`: the sites of Communities That Care: profile, evaluation over the years, paper."""

from pathlib import Path
from typing import Any

import click

from app.base.i18n import _, language
from app.cli.session import Session, common
from app.handover.ctc_paper import write_site
from app.office.ctc_cells import Cell
from app.office.ctc_evaluation import FactorCourse, evaluation
from app.office.ctc_profile import ProfileRow, profile, surveys_of
from app.office.ctc_site import find_site, site_names
from app.office.ctc_words import cell_words, course_word, day, shift_words


@click.group()
def ctc() -> None:
    """Communities That Care: profile of a site, evaluation over the years, paper."""


@ctc.command()
@common
def sites(session: Session) -> None:
    """List the sites with how many values of surveys each has."""
    with session.open() as store:
        found = site_names(store)
    session.answer({"sites": dict(found)}, *[f"{name}: {count}" for name, count in found] or [_("No site.")])


@ctc.command(name="profile")
@click.argument("site")
@click.option("--survey", default="", metavar="YEAR", help="The survey; without it the newest.")
@common
def show_profile(session: Session, site: str, survey: str) -> None:
    """Show risk and protective factors of a site beside the comparison value."""
    with session.open() as store:
        title = find_site(store, site).value("title")
        surveys = surveys_of(store, title)
        chosen = survey or next(iter(surveys), "")
        rows = profile(store, title, chosen)
        store.consult("", _("Profile of a CTC site shown"))
    document = {
        "site": title,
        "survey": chosen,
        "surveys": list(surveys),
        "factors": [_factor(r) for r in rows],
    }
    lines = [f"{r.label}: {cell_words(r.cell)}" + ("  ▲" if r.worse else "") for r in rows]
    session.answer(document, *lines or [_("No survey of this site is entered yet.")])


@ctc.command(name="evaluation")
@click.argument("site")
@common
def show_evaluation(session: Session, site: str) -> None:
    """Show the same factors over the surveys of a site, with the change and its 95 % limits."""
    with session.open() as store:
        found = evaluation(store, find_site(store, site).value("title"))
        store.consult("", _("Evaluation of a CTC site shown"))
    document = {
        "site": found.site,
        "surveys": list(found.surveys),
        "factors": [_course(c) for c in found.courses],
    }
    lines = [_course_line(c) for c in found.courses]
    session.answer(document, *lines or [_("No survey of this site is entered yet.")])


@ctc.command()
@click.argument("site")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="FILE", help="The PDF to write."
)
@common
def paper(session: Session, site: str, out: Path) -> None:
    """Write the paper of a site: phases, profile, priorities, programmes, plan, evaluation."""
    with session.open() as store:
        made = write_site(store, site, out, language=language())
    session.answer({"file": str(made.file), "sha256": made.sha256, "pages": made.pages}, str(made.file))


def _cell(cell: Cell | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    return {
        "survey": cell.survey,
        "hidden": cell.hidden,
        "respondents": cell.respondents,
        "share": cell.share,
        "comparison": cell.comparison,
        "difference": None if cell.difference is None else round(cell.difference, 3),
    }


def _factor(row: ProfileRow) -> dict[str, Any]:
    named = {"id": row.factor.id, "label": row.label, "domain": row.factor.domain}
    kind = {"protective": row.factor.protective, "priority": row.priority, "less_favourable": row.worse}
    return {**named, **kind, **(_cell(row.cell) or {})}


def _course(course: FactorCourse) -> dict[str, Any]:
    told = course.shift
    change = None
    if told is not None:
        change = {
            "from": told.begin,
            "to": told.end,
            "points": round(told.points, 3),
            "low": round(told.low, 3),
            "high": round(told.high, 3),
            "course": told.course.value,
        }
    cells = [_cell(cell) for cell in course.cells]
    return {
        "id": course.factor.id,
        "label": course.label,
        "priority": course.priority,
        "cells": cells,
        "change": change,
    }


def _course_line(course: FactorCourse) -> str:
    cells = "; ".join(f"{day(c.survey)}: {cell_words(c)}" for c in course.cells if c is not None)
    change = "" if course.shift is None else f"{shift_words(course.shift)} {course_word(course.shift)}"
    return "  ".join(filter(None, (f"{course.label}: {cells}", change)))
