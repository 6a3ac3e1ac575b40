"""The sealed package: what comes out is what went in, and nothing else ever comes out."""

import dataclasses
import hashlib
import io
import json
import random
import shutil
import subprocess
import tarfile
from pathlib import Path

import pyrage
import pytest

from app.base.errors import UserError
from app.exchange import package
from app.exchange.keys import Identity, new_identity
from app.exchange.manifest import PACKAGE_FORMAT, PACKAGE_VERSION
from app.exchange.ndjson import to_json
from app.exchange.signing import sign
from tests.unit.exchange.conftest import PDF


def opened(data, reader, *trusted):
    return package.open_package(io.BytesIO(data), [reader], [t.public() for t in trusted])


def documents_in(data, got, reader) -> dict[str, bytes]:
    """The bytes of the documents of an opened package, by the SHA-256 they are signed under."""
    found: dict[str, bytes] = {}

    def keep(sha256: str, piece: bytes) -> None:
        found[sha256] = found.get(sha256, b"") + piece

    package.pass_documents(io.BytesIO(data), got, [reader], keep)
    return found


def unwrap(data: bytes, reader: Identity) -> list[tuple[tarfile.TarInfo, bytes]]:
    plain = pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(reader.age_secret)])
    with tarfile.open(fileobj=io.BytesIO(plain)) as tar:
        return [(m, tar.extractfile(m).read() if m.isreg() else b"") for m in tar.getmembers()]


def wrap(members, *readers: Identity) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for info, data in members:
            tar.addfile(info, io.BytesIO(data))
    return encrypt(buffer.getvalue(), *readers)


def encrypt(plain: bytes, *readers: Identity) -> bytes:
    return pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(r.age_public) for r in readers])


def member(name: str, data: bytes) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.size = len(data)
    return info, data


def resigned(members, change, signer: Identity):
    """The members with a changed manifest, signed anew: what a dishonest or newer partner could send."""
    manifest = json.loads(members[0][1])
    change(manifest)
    raw = to_json(manifest)
    return [
        member("manifest.json", raw),
        member("manifest.json.minisig", sign(raw, signer, "x")),
        *members[2:],
    ]


def replace_part(members, name: str, data: bytes, signer: Identity):
    """The members with one part's bytes exchanged and the manifest made to fit."""

    def change(manifest):
        for part in manifest["parts"]:
            if part["name"] == name:
                part.update(size=len(data), sha256=hashlib.sha256(data).hexdigest())

    kept = [member(i.name, data if i.name == name else d) for i, d in members]
    return resigned(kept, change, signer)


def test_what_is_opened_is_what_was_released(view, desk):
    got = opened(desk.sealed, desk.b, desk.c, desk.a)
    for kind in ("agencies", "contributions", "sources", "subjects", "findings", "judgements", "documents"):
        assert getattr(got.delivery, kind) == getattr(view, kind)
    assert (got.case, got.conferences, got.measures) == (view.header, view.conferences, view.measures)
    assert got.provisions == view.provisions
    assert documents_in(desk.sealed, got, desk.b) == {view.documents[0].sha256: PDF}
    assert got.signer == desk.a.public()
    assert got.manifest.sequence == 7
    assert got.manifest.release.recipient == view.recipient


def test_a_correction_may_name_a_finding_of_an_earlier_package(view, desk):
    first, *others = view.findings
    corrected = dataclasses.replace(view, findings=(dataclasses.replace(first, supersedes="0" * 32), *others))
    out = io.BytesIO()
    package.seal(corrected, desk.contents, desk.a, [desk.b.public()], 9, out)
    assert opened(out.getvalue(), desk.b, desk.a).delivery.findings == corrected.findings


def test_the_result_tells_what_was_written(desk):
    assert desk.result.sha256 == hashlib.sha256(desk.sealed).hexdigest()
    assert desk.result.size == len(desk.sealed)
    assert (desk.result.findings, desk.result.documents, desk.result.recipients) == (3, 1, ("Muster B",))


def test_each_of_several_recipients_opens_it(view, desk):
    out = io.BytesIO()
    package.seal(view, desk.contents, desk.a, [desk.b.public(), desk.c.public()], 8, out)
    assert opened(out.getvalue(), desk.b, desk.a).delivery == opened(out.getvalue(), desk.c, desk.a).delivery


def test_nothing_of_the_case_is_readable_outside(desk):
    assert b"Muster" not in desk.sealed
    assert b"360-2026" not in desk.sealed


def test_a_package_without_recipient_is_not_made(view, desk, refused_key):
    assert refused_key(lambda: package.seal(view, desk.contents, desk.a, [], 1, io.BytesIO())) == (
        "package.no_recipient"
    )


def test_a_document_that_changed_in_the_store_is_not_handed_over(view, desk, refused_key):
    for bad in ((b"x" + PDF[1:],), (PDF[:-1],), (PDF, b"x"), ()):
        key = refused_key(
            lambda bad=bad: package.seal(view, lambda _d: bad, desk.a, [desk.b.public()], 1, io.BytesIO())
        )
        assert key == "package.document_damaged"


def test_a_full_disk_is_reported_as_such(view, desk):
    class Full(io.BytesIO):
        def write(self, data, /):
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        package.seal(view, desk.contents, desk.a, [desk.b.public()], 1, Full())


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"hello", b"age-encryption.org/v2\n", b"\0" * 100_000])
def test_other_files_are_not_packages(data, desk, refused_key):
    assert refused_key(lambda: opened(data, desk.b, desk.a)) == "package.not_a_package"


def test_wrong_reader(desk, refused_key):
    assert refused_key(lambda: opened(desk.sealed, desk.c, desk.a)) == "package.not_for_us"


def test_unknown_signer(desk, refused_key):
    assert refused_key(lambda: opened(desk.sealed, desk.b, desk.c)) == "package.signer"
    assert refused_key(lambda: opened(desk.sealed, desk.b)) == "package.signer"


def test_forwarding_signed_content_is_noticed(desk, refused_key):
    plain = pyrage.decrypt(desk.sealed, [pyrage.x25519.Identity.from_str(desk.b.age_secret)])
    assert refused_key(lambda: opened(encrypt(plain, desk.c), desk.c, desk.a)) == "package.forwarded"


def test_a_passphrase_file_is_refused_before_any_work(desk, refused_key):
    head = b"age-encryption.org/v1\n-> scrypt bBjlhJVYZeE4aqUdmtRHfw 62\nabc\n--- AAAA\n" + bytes(100)
    assert refused_key(lambda: opened(head, desk.b, desk.a)) == "package.passphrase"


def test_a_head_with_thousands_of_recipients_is_refused(desk, refused_key):
    head = b"age-encryption.org/v1\n" + b"-> X25519 a\nb\n" * 3000
    assert refused_key(lambda: opened(head, desk.b, desk.a)) == "package.not_a_package"


def test_every_cut_is_noticed_as_a_cut(desk, refused_key):
    for end in [*range(1, 400, 13), *range(400, len(desk.sealed), 997), len(desk.sealed) - 1]:
        key = refused_key(lambda end=end: opened(desk.sealed[:end], desk.b, desk.a))
        assert key in {"package.cut_off", "package.damaged", "package.not_for_us"}, end
    assert refused_key(lambda: opened(desk.sealed[:-1], desk.b, desk.a)) == "package.cut_off"
    assert refused_key(lambda: opened(desk.sealed[:100], desk.b, desk.a)) == "package.cut_off"


def test_every_changed_byte_is_noticed(desk):
    chance = random.Random(1)
    places = [*range(350), *(chance.randrange(len(desk.sealed)) for _ in range(150)), len(desk.sealed) - 1]
    for place in places:
        changed = bytearray(desk.sealed)
        changed[place] ^= 1 << chance.randrange(8)
        with pytest.raises(UserError) as caught:
            opened(bytes(changed), desk.b, desk.a)
        assert caught.value.key.startswith("package.")


def test_appended_bytes_are_noticed(desk, refused_key):
    assert refused_key(lambda: opened(desk.sealed + b"x" * 20, desk.b, desk.a)) == "package.damaged"


def test_encrypted_for_us_but_not_signed(desk, refused_key):
    assert refused_key(lambda: opened(encrypt(b"hello", desk.b), desk.b, desk.a)) == "package.malformed"
    bare = wrap([member("findings.ndjson", b"{}\n")], desk.b)
    assert refused_key(lambda: opened(bare, desk.b, desk.a)) == "package.unsigned"
    huge = wrap([member("manifest.json", b" " * (5 * 2**20))], desk.b)
    assert refused_key(lambda: opened(huge, desk.b, desk.a)) == "package.unsigned"


def test_a_changed_missing_foreign_or_doubled_part_is_refused(desk, refused_key):
    members = unwrap(desk.sealed, desk.b)
    changed = [*members[:-1], member(members[-1][0].name, b"%" + members[-1][1][1:])]
    changed[-1][1].__len__()
    flipped = [*members[:-1], member(members[-1][0].name, b"x" + members[-1][1][1:])]
    cases = {
        "flipped": (flipped, "package.changed"),
        "missing": (members[:-1], "package.malformed"),
        "foreign": ([*members, member("../../evil", b"x")], "package.changed"),
        "doubled": ([*members, members[-1]], "package.changed"),
        "longer": ([*members[:-1], member(members[-1][0].name, members[-1][1] + b"x")], "package.changed"),
        "swapped": ([members[1], members[0], *members[2:]], "package.unsigned"),
        "manifest": ([member("manifest.json", members[0][1] + b" "), *members[1:]], "package.signer"),
        "signature": ([members[0], member("manifest.json.minisig", b"?"), *members[2:]], "package.signer"),
    }
    for name, (parts, key) in cases.items():
        assert refused_key(lambda parts=parts: opened(wrap(parts, desk.b), desk.b, desk.a)) == key, name


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.CHRTYPE])
def test_only_plain_files_are_taken(kind, desk, refused_key):
    members = unwrap(desk.sealed, desk.b)
    info = tarfile.TarInfo(members[-1][0].name)
    info.type = kind
    info.linkname = "/etc/passwd"
    bad = wrap([*members[:-1], (info, b"")], desk.b)
    assert refused_key(lambda: opened(bad, desk.b, desk.a)) == "package.malformed"


def test_a_newer_format_is_named_as_such(desk, refused_key):
    newer = resigned(
        unwrap(desk.sealed, desk.b),
        lambda m: m.update(format=f"{PACKAGE_FORMAT}/{PACKAGE_VERSION + 1}", more=1),
        desk.a,
    )
    assert refused_key(lambda: opened(wrap(newer, desk.b), desk.b, desk.a)) == "package.newer"


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m.update(extra=1),
        lambda m: m.pop("sequence"),
        lambda m: m.update(sequence="1"),
        lambda m: m.update(format="other/1"),
        lambda m: m["parts"].append(dict(m["parts"][0])),
        lambda m: m["parts"][0].update(size=2**60),
        lambda m: m["parts"].append({"name": "x", "size": 1, "sha256": "0"}),
        lambda m: m["sender"].update(minisign="RW"),
        lambda m: m["case"].update(reference="360-2026-999"),
    ],
)
def test_a_signed_but_broken_manifest_is_refused(change, desk, refused_key):
    members = resigned(unwrap(desk.sealed, desk.b), change, desk.a)
    key = refused_key(lambda: opened(wrap(members, desk.b), desk.b, desk.a))
    assert key in {"package.malformed", "package.changed"}


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("findings.ndjson", lambda line: {**line, "score": 1}),
        ("findings.ndjson", lambda line: {k: v for k, v in line.items() if k != "handling"}),
        ("findings.ndjson", lambda line: {**line, "restricted": "no"}),
        ("findings.ndjson", lambda line: {**line, "standing": "truth"}),
        ("findings.ndjson", lambda line: {**line, "subject_id": "0" * 32}),
        ("findings.ndjson", lambda line: {**line, "case_id": "0" * 32}),
        ("findings.ndjson", lambda line: {**line, "value": "a\0b"}),
        ("findings.ndjson", lambda line: {**line, "basis": ["0" * 32]}),
        ("findings.ndjson", lambda line: [line]),
        ("contributions.ndjson", lambda line: {**line, "label": {"means": "open"}}),
        ("subjects.ndjson", lambda line: {**line, "start": line["id"]}),
        ("documents.ndjson", lambda line: {**line, "sha256": "../../x"}),
        ("agencies.ndjson", lambda line: {**line, "id": ""}),
        ("measures.ndjson", lambda line: {**line, "no": 2**63}),
        ("measures.ndjson", lambda line: {**line, "no": True}),
    ],
)
def test_records_are_read_strictly(part, change, desk, refused_key):
    members = unwrap(desk.sealed, desk.b)
    lines = dict((i.name, d) for i, d in members)[part].splitlines()
    lines[0] = to_json(change(json.loads(lines[0])))
    bad = replace_part(members, part, b"\n".join([*lines, b""]), desk.a)
    assert refused_key(lambda: opened(wrap(bad, desk.b), desk.b, desk.a)) == "package.malformed"


@pytest.mark.parametrize(
    "data",
    [
        b"{}",
        b"[" * 50_000 + b"\n",
        b'{"a":1,"a":2}\n',
        b'{"a":NaN}\n',
        b"\xff\n",
        b'{"id":"\\ud800"}\n',
        b"\n",
    ],
)
def test_hostile_lines_are_refused(data, desk, refused_key):
    bad = replace_part(unwrap(desk.sealed, desk.b), "agencies.ndjson", data, desk.a)
    assert refused_key(lambda: opened(wrap(bad, desk.b), desk.b, desk.a)) == "package.malformed"


def test_a_view_that_is_not_closed_is_a_defect_and_is_not_sealed(view, desk):
    leaky = dataclasses.replace(view, sources=())
    with pytest.raises(ValueError, match="findings"):
        package.seal(leaky, desk.contents, desk.a, [desk.b.public()], 1, io.BytesIO())


def test_the_tools_of_the_formats_open_and_check_it(desk, tmp_path: Path):
    for tool in ("age", "minisign", "tar"):
        if shutil.which(tool) is None:
            pytest.skip(f"the tool {tool} is not installed here")
    (tmp_path / "b.key").write_text(desk.b.age_secret)
    sealed = tmp_path / "x.rundblick-paket"
    sealed.write_bytes(desk.sealed)

    def run(*command: str) -> bytes:
        return subprocess.run(command, cwd=tmp_path, check=True, capture_output=True).stdout

    (tmp_path / "x.tar").write_bytes(run("age", "-d", "-i", "b.key", sealed.name))
    run("tar", "-xf", "x.tar")
    assert b"verified" in run("minisign", "-Vm", "manifest.json", "-P", desk.a.sign_public)
    for part in json.loads((tmp_path / "manifest.json").read_bytes())["parts"]:
        data = (tmp_path / part["name"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (part["size"], part["sha256"])


def test_what_the_tools_encrypt_is_understood(desk, tmp_path: Path):
    if shutil.which("age") is None:
        pytest.skip("the tool age is not installed here")
    plain = pyrage.decrypt(desk.sealed, [pyrage.x25519.Identity.from_str(desk.b.age_secret)])
    command = ["age", "-r", desk.b.age_public]
    sealed = subprocess.run(command, input=plain, check=True, capture_output=True).stdout
    assert opened(sealed, desk.b, desk.a).signer == desk.a.public()


def test_a_pinned_key_of_another_person_with_the_same_name_does_not_do(desk, refused_key):
    assert refused_key(lambda: opened(desk.sealed, desk.b, new_identity(desk.a.name))) == "package.signer"
