"""The two lists of the exchange page: partners' keys, and the packages that were merged."""

from app.base.i18n import _
from ui.exchange.exchange_query import MergedRow, PartnerRow
from ui.widgets.column import Column, count_column
from ui.widgets.table_view import TableView


def partner_list() -> TableView[PartnerRow]:
    """Return the table of partners' keys."""
    return TableView(
        _partner_columns(),
        _("No partner yet. Read in the page or the key file of a partner."),
        name=_("Partners"),
    )


def merged_list() -> TableView[MergedRow]:
    """Return the table of merged packages."""
    return TableView(
        _merged_columns(),
        _("No package was merged yet."),
        name=_("Merged packages"),
    )


def _partner_columns() -> tuple[Column[PartnerRow], ...]:
    return (
        Column("name", lambda: _("Partner"), lambda r: r.name, width=190),
        Column("agency", lambda: _("Agency"), lambda r: r.agency, width=180),
        Column("state", lambda: _("State"), lambda r: r.state, width=150),
        Column("until", lambda: _("Good until"), lambda r: r.until, width=145),
        Column(
            "words", lambda: _("Fingerprint"), lambda r: r.words, tooltip=lambda r: r.words,
            muted=True, width=240,
        ),
        Column(
            "digits", lambda: _("Fingerprint in digits"), lambda r: r.fingerprint,
            tooltip=lambda r: r.fingerprint, muted=True, width=160, shown=False,
        ),
        Column("trusted", lambda: _("Trusted since"), lambda r: r.trusted, width=170, shown=False),
    )  # fmt: skip


def _merged_columns() -> tuple[Column[MergedRow], ...]:
    return (
        Column("merged", lambda: _("Merged"), lambda r: r.merged, width=170),
        Column("signer", lambda: _("From"), lambda r: r.signer, width=200),
        count_column("number", lambda: _("Number"), lambda r: r.number, 80),
        Column("case", lambda: _("Case"), lambda r: r.case, width=140),
        count_column("contributions", lambda: _("Contributions"), lambda r: r.contributions, 110),
    )  # fmt: skip
