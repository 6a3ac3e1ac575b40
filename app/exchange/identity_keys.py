"""By which properties two mentions in deliveries of one agency are the same thing: numbers, never names.

A name, an address or a birth date may be shared by two people; deciding that they are one is a judgement
that a person makes and signs. Only what is given out once per thing joins mentions here.
"""

_ANY = ("identifier",)
_KEYS: dict[str, tuple[str, ...]] = {
    "person": ("identity_document", "tax_number"),
    "organisation": ("register_number", "tax_number", "business_number"),
    "vehicle": ("vin", "plate"),
    "object": ("serial_number",),
    "communication": ("imei", "phone", "email", "url"),
    "account": ("iban", "account_number"),
    "proceeding": ("file_number",),
    "permit": ("number",),
    "document": ("file_number",),
}


def identity_keys(node_type: str) -> tuple[str, ...]:
    """The property ids that join mentions of nodes of this type, the strongest first."""
    return _ANY + _KEYS.get(node_type, ())
