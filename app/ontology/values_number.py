"""Value types that are numbers: money, percent, integer; exact, in decimal arithmetic."""

import re
from decimal import Decimal

from app.base.i18n import _
from app.ontology.wording import phrase

_SIGNS = {"€": "EUR", "EURO": "EUR", "$": "USD", "US$": "USD", "£": "GBP", "ZŁ": "PLN", "₺": "TRY"}
_MONEY = re.compile(
    r"(?P<before>[^\d\s.,'’+−-]{1,4})?\s*(?P<sign>[+−-])?\s*(?P<before2>[€$£₺])?\s*"
    r"(?P<number>[0-9][0-9.,'’ ]*)(?:,?\s*[–—-]+)?\s*(?P<after>[^\d\s.,'’+−-]{1,4})?"
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,'’ ][0-9]{3})+")
_PERCENT = re.compile(
    r"([0-9]{1,3})(?:[.,]([0-9]{1,6}))?\s*(?:%|v\.?\s?h\.?|prozent|percent)?", re.IGNORECASE
)


def normalise_money(text: str) -> str:
    """Return amount and currency, `1.234,56 €` as `1234.56 EUR`; an amount without currency is in euros.

    A single separator before exactly three digits groups thousands (`1.234` is 1234), because money has
    no three decimals; only after a leading zero it separates decimals.
    """
    match = _MONEY.fullmatch(" ".join(text.split()))
    if match is None:
        raise _not_money(text)
    named = [part for part in (match["before"], match["before2"], match["after"]) if part]
    if len(named) > 1:
        raise _not_money(text)
    name = (named[0] if named else "EUR").upper()
    currency = _SIGNS.get(name, name)
    if re.fullmatch(r"[A-Z]{3,4}", currency) is None:
        raise _not_money(text)
    number = _decimal(match["number"].strip(), text)
    sign = "-" if match["sign"] in ("-", "−") and number else ""
    return f"{sign}{_money_digits(number)} {currency}"


def _decimal(number: str, text: str) -> Decimal:
    plain = (
        re.sub(r"[ '’]", "", number)
        if re.fullmatch(r"[0-9]{1,3}([ '’][0-9]{3})+([.,].*)?", number)
        else number
    )
    last = max(plain.rfind("."), plain.rfind(","))
    if last < 0:
        return _checked(plain, "", text)
    if (
        _GROUPED.fullmatch(plain)
        and not plain.startswith("0")
        and len({c for c in plain if not c.isdigit()}) == 1
    ):
        return _checked(re.sub(r"[.,]", "", plain), "", text)
    whole, decimals = plain[:last], plain[last + 1 :]
    if any(c in ".," for c in whole):
        if _GROUPED.fullmatch(whole) is None or plain[last] in whole:
            raise _not_money(text)
        whole = re.sub(r"[.,]", "", whole)
    return _checked(whole, decimals, text)


def _checked(whole: str, decimals: str, text: str) -> Decimal:
    digits = whole + decimals
    if not (digits.isascii() and digits.isdigit()) or len(whole) > 18 or len(decimals) > 8:
        raise _not_money(text)
    return Decimal(f"{whole}.{decimals}" if decimals else whole)


def _money_digits(number: Decimal) -> str:
    whole, _dot, decimals = f"{number:f}".partition(".")
    decimals = decimals.rstrip("0").ljust(2, "0")
    # Never exactly three decimals: they would be read as thousands the next time.
    return f"{int(whole)}.{decimals + '0' if len(decimals) == 3 else decimals}"


def display_money(value: str) -> str:
    """Return `1.234,56 EUR` or `1,234.56 EUR`."""
    number, _blank, currency = value.partition(" ")
    return f"{localised(number)} {currency}"


def localised(number: str) -> str:
    """Return a plain decimal number with the separators of the language in force."""
    whole, dot, decimals = number.partition(".")
    grouped = f"{int(whole):,}".replace(",", phrase("group"))
    if whole.startswith("-") and not grouped.startswith("-"):
        grouped = f"-{grouped}"
    return f"{grouped}{phrase('decimal')}{decimals}" if dot else grouped


def normalise_percent(text: str) -> str:
    """Return a share from 0 to 100 with a decimal point and without the sign: `50,5 %` as `50.5`."""
    match = _PERCENT.fullmatch(text.strip())
    if match is None or (share := Decimal(f"{match[1]}.{match[2] or 0}")) > 100:
        raise ValueError(_("“{text}” is not a share between 0 % and 100 %.").format(text=text))
    whole, _dot, decimals = f"{share:f}".partition(".")
    decimals = decimals.rstrip("0")
    return f"{int(whole)}.{decimals}" if decimals else str(int(whole))


def display_percent(value: str) -> str:
    """Return `50,5 %` or `50.5%`."""
    return phrase("percent", value=localised(value))


def normalise_integer(text: str) -> str:
    """Return a whole number in plain digits; `1.234` and `1,234` are 1234."""
    value = text.strip().replace("−", "-")
    sign = "-" if value.startswith("-") else ""
    digits = value.lstrip("+-") if value[:1] in ("+", "-") else value
    if _GROUPED.fullmatch(digits):
        digits = re.sub(r"[^0-9]", "", digits)
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 18:
        raise ValueError(_("“{text}” is not a whole number.").format(text=text))
    return f"{sign if int(digits) else ''}{int(digits)}"


def display_integer(value: str) -> str:
    """Return the number with its thousands grouped, `1.234` or `1,234`."""
    return localised(value)


def _not_money(text: str) -> ValueError:
    return ValueError(_("“{text}” is not an amount of money. Write 1.234,56 EUR.").format(text=text))
