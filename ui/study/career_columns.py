"""The columns of the tables of careers and pairs; which of them there are is decided in `app.study`."""

from app.base.i18n import _
from app.study.career_table import AloneLine, CareerLine, PairLine
from ui.widgets.column import Column


def career_columns() -> tuple[Column[CareerLine], ...]:
    """Return the columns of careers."""
    return (
        Column("code", lambda: _("Code"), lambda r: r.id, width=90),
        Column("group", lambda: _("Group"), lambda r: r.group, width=80),
        Column("birth_year", lambda: _("Birth year"), lambda r: r.birth_year, width=100),
        Column("sex", lambda: _("Sex"), lambda r: r.sex, width=100),
        Column("onset", lambda: _("Onset (age)"), lambda r: r.onset, lambda r: r.onset_years, width=120),
        Column("band", lambda: _("Age band"), lambda r: r.band, lambda r: r.onset_years, width=130),
        Column("severity", lambda: _("First severity"), lambda r: r.severity, lambda r: r.severity_weight,
               width=130),
    )  # fmt: skip


def pair_columns() -> tuple[Column[PairLine], ...]:
    """Return the columns of pairs: both careers side by side."""
    return (
        Column("a", lambda: _("Group a"), lambda r: r.a.id, width=90),
        Column("b", lambda: _("Group b"), lambda r: r.b.id, width=90),
        Column("birth", lambda: _("Birth years"),
               lambda r: f"{r.a.birth_year} / {r.b.birth_year}", width=120),
        Column("sex", lambda: _("Sex"), lambda r: r.a.sex, width=90),
        Column("band", lambda: _("Age band"), lambda r: r.a.band, lambda r: r.a.onset_years, width=120),
        Column("onset", lambda: _("Onset (age)"), lambda r: f"{r.a.onset} / {r.b.onset}",
               lambda r: r.a.onset_years, width=120),
        Column("severity", lambda: _("First severity"),
               lambda r: f"{r.a.severity} / {r.b.severity}", width=130),
        Column("distance", lambda: _("Distance"), lambda r: r.distance, lambda r: r.apart, width=90),
    )  # fmt: skip


def alone_columns() -> tuple[Column[AloneLine], ...]:
    """Return the columns of careers without a partner."""
    return (
        Column("code", lambda: _("Code"), lambda r: r.id, width=90),
        Column("group", lambda: _("Group"), lambda r: r.career.group, width=80),
        Column("reason", lambda: _("Why there is no partner"), lambda r: r.reason, tooltip=lambda r: r.reason,
               width=380),
        Column("birth_year", lambda: _("Birth year"), lambda r: r.career.birth_year, width=100),
        Column("sex", lambda: _("Sex"), lambda r: r.career.sex, width=90),
        Column("band", lambda: _("Age band"), lambda r: r.career.band, width=120),
    )  # fmt: skip
