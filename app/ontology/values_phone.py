"""Value type `phone`, after the numbering plans of the phonenumbers library."""

from typing import Any

from app.base.i18n import _

_DEFAULT_REGION = "DE"


def _library() -> Any:
    import phonenumbers  # heavy: loaded on first use

    return phonenumbers


def normalise(text: str) -> str:
    """Return a phone number in E.164 (`+49201123456`), with `;ext=` where it has an extension.

    Numbers without a country code are read as German. The number must be possible, not assigned.
    """
    value = _e164(text)
    # Runs of zeros lose one at every reading; such a number is none.
    if _e164(value) != value:
        raise _not_a_phone(text)
    return value


def _e164(text: str) -> str:
    library = _library()
    try:
        number = library.parse(text, _DEFAULT_REGION)
    except library.NumberParseException as error:
        raise _not_a_phone(text) from error
    if library.is_possible_number_with_reason(number) != library.ValidationResult.IS_POSSIBLE:
        raise _not_a_phone(text)
    value: str = library.format_number(number, library.PhoneNumberFormat.E164)
    return f"{value};ext={number.extension}" if number.extension else value


def display(value: str) -> str:
    """Return the number grouped the international way, `+49 201 123456`; ValueError if it is none."""
    library = _library()
    try:
        number = library.parse(value)
    except library.NumberParseException as error:
        raise _not_a_phone(value) from error
    shown: str = library.format_number(number, library.PhoneNumberFormat.INTERNATIONAL)
    return shown


def _not_a_phone(text: str) -> ValueError:
    return ValueError(_("“{text}” is not a phone number.").format(text=text))
