"""What a package brings to a case, and what came of it: records that the merge rooms hand each other."""

from dataclasses import dataclass

from app.base.provision_records import DataMark
from app.base.records import Delivery
from app.base.sent_records import SentMethod, SentProvision
from app.casework.intake import Intake

ERASED, RECALLED, RESTRICTED = "erased", "recalled", "restricted"
TAKES_BACK = (ERASED, RECALLED)


@dataclass(frozen=True, slots=True)
class SenderAct:
    """What a sender says has become of a finding since it was handed over; `act` is one of the above."""

    finding_id: str
    act: str
    since: str
    reason: str


@dataclass(frozen=True, slots=True)
class HandedOn:
    """Findings that were handed over on one provision under the same confirmed conditions (numbers)."""

    provision: str
    conditions: tuple[int, ...]
    finding_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Incoming:
    """One package on its way into a case.

    `agency_id` is whose keys signed it, "" where that is not known; `signer` the name on these keys.
    """

    package_id: str
    sign_public: str
    agency_id: str
    created: str
    sequence: int
    delivery: Delivery
    grounds: tuple[HandedOn, ...] = ()
    acts: tuple[SenderAct, ...] = ()
    signer: str = ""
    methods: tuple[SentMethod, ...] = ()
    marks: tuple[DataMark, ...] = ()
    own_words: tuple[SentProvision, ...] = ()

    @property
    def moment(self) -> tuple[str, str]:
        """When it was made, and which of the sender's packages it is: the later of two is the greater."""
        return f"{self.created} {self.sequence:012d}", self.package_id


@dataclass(frozen=True, slots=True)
class Merged:
    """What uniting did, by id.

    `taken_back` are findings that the sender erased or recalled and that were here, `restricted` those it
    restricted, `superseded` those that a correction took the place of; `not_theirs` are findings that the
    sender wanted back and that neither came from it nor are its own: they stay. `waiting` are findings about
    links of which an end is not known (any more); they come in with a package that knows it. `methods` are
    the sender's methods that are new here.
    """

    intake: Intake
    contributions: tuple[str, ...] = ()
    taken_back: tuple[str, ...] = ()
    restricted: tuple[str, ...] = ()
    superseded: tuple[str, ...] = ()
    not_theirs: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    judgements: int = 0
    methods: tuple[str, ...] = ()
