"""Sentences and figures about money in the language in force, the same for window, paper and command."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from app.analysis.money_flows import Flow, Payments, Unit
from app.analysis.ownership_chain import Holding, Ownership, Share
from app.analysis.wealth_figures import Figure, Kind, Part
from app.analysis.wealth_sheet import YearSum
from app.base.i18n import _, ngettext
from app.ontology.values import display

Caption = Callable[[str], str]
_ARROW = " → "


def money_text(amount: Decimal, currency: str) -> str:
    """Return an amount as people write it, every decimal it has and at least two."""
    whole, _dot, decimals = f"{amount:f}".partition(".")
    return display("money", f"{whole}.{decimals.rstrip('0').ljust(2, '0')} {currency}")


def range_text(low: Decimal, high: Decimal, currency: str) -> str:
    """Return one amount, or the lowest and the highest."""
    if low == high:
        return money_text(low, currency)
    return f"{money_text(low, currency).removesuffix(f' {currency}')} – {money_text(high, currency)}"


def sum_text(sure: Decimal, spread: Decimal, stated: Decimal, currency: str) -> str:
    """Return a sum; what facts do not agree on is shown as a range, what no fact states stands behind."""
    firm = range_text(sure, sure + spread, currency)
    if not stated:
        return firm
    unsure = _("{amount} not established").format(amount=money_text(stated, currency))
    return unsure if not sure and not spread else f"{firm} + {unsure}"


def flow_text(flow: Flow) -> str:
    """Return what went in one flow."""
    return sum_text(flow.sure, flow.spread, flow.stated, flow.currency)


def unit_word(unit: Unit | None) -> str:
    """Return what a period is called; None is the whole time."""
    return (
        {
            Unit.MONTH: _("by month"),
            Unit.QUARTER: _("by quarter"),
            Unit.YEAR: _("by year"),
        }.get(unit, _("whole time"))
        if unit
        else _("whole time")
    )


def period_word(period: str, unit: Unit | None) -> str:
    """Return a period as people write it; without one why there is none."""
    if unit is None:
        return _("whole time")
    if not period:
        return _("no single period")
    year, _dash, rest = period.partition("-")
    if rest.startswith("Q"):
        return _("Q{quarter}").format(quarter=rest[1:]) + f"/{year}"
    return f"{rest}/{year}" if rest else year


def circle_sentence(circle: Sequence[str], caption: Caption) -> str:
    """Return the sentence about payments that come back to where they began."""
    if len(circle) == 1:
        return _("{name} pays to itself.").format(name=caption(circle[0]))
    way = _ARROW.join(caption(n) for n in (*circle, circle[0]))
    return _("Payments come back to where they began: {way}.").format(way=way)


def payment_sentences(found: Payments, circles: Iterable[Sequence[str]], caption: Caption) -> tuple[str, ...]:
    """Return what has to be said beside the flows, so that nothing is lost."""
    said = [circle_sentence(circle, caption) for circle in circles]
    count = len(found.without_amount)
    if count:
        text = ngettext(
            "Of {count} payment no amount is known; it is in no sum.",
            "Of {count} payments no amount is known; they are in no sum.",
            count,
        )
        said.append(text.format(count=count))
    count = len(found.unread)
    if count:
        text = ngettext(
            "{count} amount cannot be read and is in no sum.",
            "{count} amounts cannot be read and are in no sum.",
            count,
        )
        said.append(text.format(count=count))
    return tuple(said)


def percent_text(share: Fraction) -> str:
    """Return a share as people write it, to two decimals."""
    hundredths = round(share * 10_000)
    plain = f"{hundredths // 100}.{hundredths % 100:02}".rstrip("0").rstrip(".")
    if not hundredths and share:
        return _("under {share}").format(share=display("percent", "0.01"))
    return display("percent", plain)


def share_text(low: Fraction, high: Fraction | None) -> str:
    """Return a share, or the lowest and the highest."""
    if high is None:
        return _("share not known")
    return percent_text(high) if low == high else f"{percent_text(low)} – {percent_text(high)}"


def path_text(path: Sequence[str], shares: Iterable[Share], caption: Caption) -> str:
    """Return one way through the layers with the share of each."""
    known = {(s.owner, s.owned): s for s in shares}
    text = caption(path[0])
    for here, there in pairwise(path):
        share = known[(here, there)]
        text += f" –{share_text(share.low, share.high)}→ {caption(there)}"
    return text


def ownership_sentences(found: Ownership, caption: Caption) -> tuple[str, ...]:
    """Return what has to be said beside the chain: contradictions, circles, and who is not known."""
    said = []
    for firm, total in found.over:
        text = _(
            "The shares stated of {firm} add up to {sum}: they contradict each other and were scaled down."
        )
        said.append(text.format(firm=caption(firm), sum=percent_text(total)))
    for circle in found.circles:
        text = _("These firms own each other in a circle: {names}.")
        said.append(text.format(names=", ".join(caption(n) for n in circle)))
    for firm, rest in unknown_rest(found.holdings, found.shares):
        text = _("Of {firm} {share} lies with owners that are not known.")
        said.append(text.format(firm=caption(firm), share=percent_text(rest)))
    return tuple(said)


def unknown_rest(holdings: Iterable[Holding], shares: Iterable[Share]) -> tuple[tuple[str, Fraction], ...]:
    """Return what each firm of which a share is known lacks to the whole, at the highest figures."""
    held: dict[str, Fraction] = {s.owned: Fraction(0) for s in shares if s.high is not None}
    for holding in holdings:
        held[holding.owned] = held.get(holding.owned, Fraction(0)) + holding.high
    return tuple(sorted((firm, 1 - total) for firm, total in held.items() if total < 1))


def kind_word(kind: Kind) -> str:
    """Return what a figure of the wealth sheet is."""
    return {
        Kind.INCOME: _("Income known"),
        Kind.OUTGOING: _("Outgoings known"),
        Kind.ASSET: _("Assets known"),
    }[kind]


def figure_text(figure: Figure) -> str:
    """Return a figure with how it was reached."""
    text = range_text(figure.low, figure.high, figure.currency)
    if figure.months:
        each = range_text(figure.low / figure.months, figure.high / figure.months, figure.currency)
        text = f"{text} ({figure.months} × {each})"
    elif figure.monthly:
        text = _("{amount} a month, for how long is not known").format(amount=text)
    text = text if figure.factual else _("{amount} (not established)").format(amount=text)
    beside = {
        Part.PRICED: _("{amount} – in no sum: the price counts"),
        Part.USED: _("{amount} – in no sum: used or kept, not known to be owned"),
    }
    return beside.get(figure.part, "{amount}").format(amount=text)


def year_text(found: YearSum) -> str:
    """Return the sums of a year in one sentence."""
    pairs = (found.income, found.outgoing, found.asset)
    income, outgoing, asset = (range_text(*pair, found.currency) for pair in pairs)
    text = _("{year}: income {income}, outgoings {outgoing}, growth of assets {asset}; not covered: {gap}")
    gap = gap_text(found.gap, found.currency)
    return text.format(year=found.year, income=income, outgoing=outgoing, asset=asset, gap=gap)


def gap_text(gap: tuple[Decimal, Decimal], currency: str) -> str:
    """Return by how much outgoings and growth of assets exceed income as known; "none" where they do not."""
    low, high = (max(value, Decimal(0)) for value in gap)
    return _("none") if not high else range_text(low, high, currency)


def wealth_note() -> str:
    """Return the sentences that stand under every sheet."""
    return _(
        "The sheet sets what sources state side by side. It proves nothing: income, gifts, loans or savings "
        "of which no source here speaks may explain a difference. Wages and payments can be the same money. "
        "Of what somebody has only what it grew by since the last figure of an earlier year counts; where "
        "there is none, anything from nothing to all of it. It is no value of a person."
    )


def ownership_note() -> str:
    """Return the sentence that stands under every chain of ownership."""
    return _(
        "Shares are multiplied along every way and added up, circles included, exactly; only shares that a "
        "source states are used. Who controls a firm by other means is not in it."
    )


def flows_note() -> str:
    """Return the sentence that stands under every table of flows."""
    return _(
        "The same payment stated by several sources counts once. Where facts differ both figures stand; what "
        "only an assessment or a hypothesis states is marked as not established. Currencies are not added up."
    )
