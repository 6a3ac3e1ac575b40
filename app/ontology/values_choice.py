"""Value types `choice:<list>`: one of the declared choices, kept by its id, shown by its label."""

from functools import cache
from pathlib import Path

from app.base.i18n import _
from app.base.paths import resource
from app.ontology.declarations import entries, read_mapping
from app.ontology.model import Choice

CHOICES_FILE = "choices.yaml"
PREFIX = "choice:"


def load_choices(folder: Path) -> dict[str, tuple[Choice, ...]]:
    """Return the choice lists of an ontology folder by id; UserError if one is declared badly."""
    file = folder / CHOICES_FILE
    return {
        entry.text("id"): tuple(
            Choice(c.text("id"), c.text("label_de"), c.text("label_en")) for c in entry.entries("choices")
        )
        for entry in entries(file, read_mapping(file).get("lists"))
    }


@cache
def shipped_choices() -> dict[str, tuple[Choice, ...]]:
    """Return the choice lists that the program comes with."""
    return load_choices(resource("ontology"))


def normalise_choice(text: str, choices: tuple[Choice, ...]) -> str:
    """Return the id of the choice that `text` names by id or by label in either language."""
    wanted = " ".join(text.split()).casefold()
    for choice in choices:
        if wanted in (choice.id.casefold(), choice.label_de.casefold(), choice.label_en.casefold()):
            return choice.id
    labels = ", ".join(choice.label for choice in choices)
    raise ValueError(_("“{text}” is none of: {labels}.").format(text=text, labels=labels))


def display_choice(value: str, choices: tuple[Choice, ...]) -> str:
    """Return the label of the choice with id `value`; an id this program does not know is shown as it is."""
    return next((choice.label for choice in choices if choice.id == value), value.replace("_", " "))
