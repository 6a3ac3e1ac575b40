"""Words for what is said of a whole store, by its checks and its backups; in JSON the names stay."""

from app.base.i18n import _


def store_word(name: str) -> str:
    """Return the word for a check of `verify` or for what a backup counts."""
    return {
        "keys": _("keys of the store"),
        "pages": _("pages"),
        "structure": _("structure"),
        "references": _("references"),
        "audit chain": _("audit chain"),
        "search index": _("search index"),
        "documents": _("documents"),
        "case numbers": _("numbers kept of cases"),
        "duplicates": _("counted duplicates"),
        "key file": _("no earlier key file"),
        "rollback": _("no older state"),
        "cases": _("cases"),
        "contributions": _("contributions"),
        "sources": _("sources"),
        "subjects": _("subjects"),
        "findings": _("findings"),
        "audit entries": _("entries of the log"),
    }.get(name, name)
