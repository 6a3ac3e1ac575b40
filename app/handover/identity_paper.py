"""The page on which a workstation's public keys are handed to a partner: joins the keys and the printer."""

from app.briefing.identity_page import IdentitySheet, identity_page
from app.exchange.keys import PublicIdentity


def page_of(keys: PublicIdentity) -> bytes:
    """Return the page as a PDF, in the language in force; no file is written."""
    text = keys.to_text()
    return identity_page(
        IdentitySheet(keys.name, keys.fingerprint, keys.words, text, keys.created, keys.valid_until)
    )
