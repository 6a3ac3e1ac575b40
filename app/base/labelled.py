"""Things that are declared with a name in each language."""

from app.base.i18n import language


class Labelled:
    """Something with a label in each language; `label` is the one in the language in force."""

    __slots__ = ()
    label_de: str
    label_en: str

    @property
    def label(self) -> str:
        """The label in the language in force."""
        return self.label_de if language() == "de" else self.label_en
