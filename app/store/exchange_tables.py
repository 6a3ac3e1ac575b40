"""Tables of the exchange with partners: how long keys are good for, what packages brought.

Value-free but for reasons: ids of findings, provisions and days, so that they may outlive an erasure.
"""

from sqlalchemy import Column, Integer, Table, UniqueConstraint

from app.store.table_parts import id_column, metadata, reference, text_columns

# The life of a partner's key; `state` is "", replaced or revoked, `compared` how its fingerprint was
# compared.
partner_key_frame = Table(
    "partner_key_frame",
    metadata,
    id_column(),
    reference("partner_key_id", "partner_key.id"),
    *text_columns("valid_until", "state", "state_on", "reason", "replaced_by", "compared"),
    UniqueConstraint("partner_key_id", name="uq_partner_key_frame_key"),
)

# The life of this workstation's keys; those that are not in force any more only open what is under way.
identity_frame = Table(
    "identity_frame",
    metadata,
    id_column(),
    reference("identity_id", "identity.id"),
    *text_columns("valid_until", "state", "state_on", "reason"),
    UniqueConstraint("identity_id", name="uq_identity_frame_identity"),
)

# What one merged package was: whose, its number, and which contributions came with it for the first time.
package_frame = Table(
    "package_frame",
    metadata,
    id_column(),
    reference("case_id", "case_file.id"),
    *text_columns("package_id", "sign_public", "agency_id", "created", "added", "removed_at"),
    Column("sequence", Integer, nullable=False, server_default="0"),
    UniqueConstraint("package_id", "case_id", name="uq_package_frame_package"),
)

# On which provision, under which confirmed conditions, findings were handed to this workstation.
package_ground = Table(
    "package_ground",
    metadata,
    id_column(),
    reference("case_id", "case_file.id"),
    *text_columns("package_id", "sign_public", "provision", "conditions", "finding_ids"),
)

# What a sender took back or restricted: `act` is restricted, erased or recalled.
package_act = Table(
    "package_act",
    metadata,
    id_column(),
    reference("case_id", "case_file.id"),
    *text_columns("finding_id", "act", "sign_public", "package_id", "since", "reason"),
    UniqueConstraint("case_id", "finding_id", "act", "sign_public", name="uq_package_act_act"),
)

# What a finding refers to that has not come yet: `kind` is supersedes or basis.
package_reference = Table(
    "package_reference",
    metadata,
    id_column(),
    reference("case_id", "case_file.id"),
    *text_columns("finding_id", "kind", "target_id"),
    UniqueConstraint("finding_id", "kind", "target_id", name="uq_package_reference_pair"),
)

# Which package's word on a row holds, where packages may say different things; the id is that of the row.
package_version = Table(
    "package_version",
    metadata,
    id_column(),
    reference("case_id", "case_file.id"),
    *text_columns("created", "package_id"),
)

# Findings that cannot stand yet, because an end of their link has nothing said of it: whole, as NDJSON.
package_waiting = Table(
    "package_waiting",
    metadata,
    id_column(),
    reference("case_id", "case_file.id"),
    *text_columns("data"),
)
