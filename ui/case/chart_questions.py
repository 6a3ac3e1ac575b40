"""What can be asked of a chart, as choices of a form. Free of Qt."""

from app.base.i18n import _
from ui.case.chart_words import measure_names

MEASURE = "measure:"


def questions() -> tuple[tuple[str, str], ...]:
    """Return the questions that can be asked."""
    found = [
        ("paths", _("Paths between the chosen nodes")),
        ("common", _("Common neighbours of the chosen nodes")),
        ("ego", _("Surroundings of the chosen node")),
        ("cycles", _("Closed rings")),
        ("triangles", _("Triangles")),
        ("meetings", _("Who meets at events and places")),
        ("projection", _("Who shares a partner (two-mode)")),
        ("sensitivity", _("What if this is wrong?")),
    ]
    measures = [(MEASURE + name, _("Measure: {name}").format(name=words)) for name, words in measure_names()]
    return (*found, *measures)


def sensitivity_questions() -> tuple[tuple[str, str], ...]:
    """Return the results whose hold can be asked for."""
    return (
        ("path", _("the distance between two chosen nodes")),
        ("bridge", _("whether the tie of two chosen nodes is a bridge")),
        ("component", _("what hangs together with the chosen node")),
        ("community", _("what is grouped with the chosen node")),
        ("betweenness", _("which nodes lie on most shortest paths")),
    )


def omissions() -> tuple[tuple[str, str], ...]:
    """Return what can be left out, one at a time."""
    return (
        ("source", _("one source at a time")),
        ("link", _("one link at a time")),
        ("node", _("one node at a time")),
    )


def path_modes() -> tuple[tuple[str, str], ...]:
    """Return the kinds of paths."""
    return (
        ("shortest", _("one shortest path")),
        ("all", _("all shortest paths")),
        ("k", _("the shortest few")),
        ("every", _("all up to a number of steps")),
    )
