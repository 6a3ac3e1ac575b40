"""A package in other hands: Debian's own tools, gpg around it, and what a killed process leaves behind."""

import hashlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.base.errors import UserError
from app.exchange import outer_layer
from app.exchange.manifest import PACKAGE_FORMAT
from app.exchange.package import open_package

PROJECT = Path(__file__).resolve().parents[3]
GPG_USER = "muster@example.invalid"


def tools(*names: str) -> None:
    """Say why a test is left out: a tool of the system is missing (packaging/einrichten.sh installs them)."""
    missing = [name for name in names if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed here: {', '.join(missing)}")


def test_debian_tools_alone_open_and_check_it(desk, tmp_path: Path):
    """age, tar, minisign und sha256sum genügen: kein Rundblick, kein Python."""
    tools("age", "minisign", "tar", "sha256sum")
    (tmp_path / "b.key").write_text(desk.b.age_secret)
    (tmp_path / "x.rundblick-paket").write_bytes(desk.sealed)

    def run(*command: str) -> str:
        return subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    run("age", "-d", "-i", "b.key", "-o", "x.tar", "x.rundblick-paket")
    run("tar", "-xf", "x.tar")
    told = run("minisign", "-Vm", "manifest.json", "-P", desk.a.sign_public)
    assert "verified" in told
    manifest = json.loads((tmp_path / "manifest.json").read_bytes())
    assert f"{manifest['format']} {manifest['id']}" in told
    assert manifest["format"].startswith(PACKAGE_FORMAT)
    sums = "".join(f"{part['sha256']}  {part['name']}\n" for part in manifest["parts"])
    (tmp_path / "sums").write_text(sums)
    checked = run("sha256sum", "--strict", "-c", "sums")
    assert checked.count(": OK") == len(manifest["parts"])


@pytest.fixture
def gpg_home(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A gpg of its own with one key; the path is short, because gpg's agent listens on a socket in it."""
    tools("gpg", "gpgconf")
    folder = tempfile.mkdtemp(prefix="rb-gpg-")
    monkeypatch.setenv("GNUPGHOME", folder)
    make = ["gpg", "--batch", "--quiet", "--passphrase", "", "--quick-generate-key", GPG_USER]
    make += ["rsa2048", "encr"]
    try:
        subprocess.run(make, check=True, capture_output=True)
        yield folder
    finally:
        subprocess.run(["gpgconf", "--kill", "gpg-agent"], check=False, capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


def test_gpg_around_it(desk, gpg_home, tmp_path: Path):
    """gpg legt sich um das Paket und geht wieder ab; was darin ist, bleibt dasselbe."""
    wrapped = tmp_path / "x.rundblick-paket.gpg"
    with tempfile.TemporaryFile() as inner, wrapped.open("w+b") as out:
        inner.write(desk.sealed)
        outer_layer.wrap(inner, [GPG_USER], out)
    data = wrapped.read_bytes()
    assert not data.startswith(b"age-encryption")
    with wrapped.open("rb") as file:
        assert outer_layer.is_wrapped(file)
        with outer_layer.unwrap(file) as inner:
            assert inner.read() == desk.sealed
            assert open_package(inner, [desk.b], [desk.a.public()]).signer == desk.a.public()
    assert not outer_layer.is_wrapped(io.BytesIO(desk.sealed))
    changed = tmp_path / "y.gpg"
    changed.write_bytes(data[:-40] + bytes(40))
    with changed.open("rb") as file, pytest.raises(UserError) as refused:
        outer_layer.unwrap(file)
    assert refused.value.key == "outer.not_opened"
    with tempfile.TemporaryFile() as inner, (tmp_path / "z").open("w+b") as out:
        inner.write(b"no package")
        with pytest.raises(UserError) as refused:
            outer_layer.wrap(inner, ["niemand@example.invalid"], out)
        assert refused.value.key == "outer.refused"
        outer_layer.wrap(inner, [GPG_USER], out)
        with pytest.raises(UserError) as refused:
            outer_layer.unwrap(out)
        assert refused.value.key == "outer.other"


def test_without_gpg_one_sentence(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(UserError) as refused:
        outer_layer.program()
    assert refused.value.key == "outer.no_gpg"
    assert "VS-NfD" in outer_layer.plain_words()


def test_no_plaintext_stays_of_a_killed_opening(desk, tmp_path: Path):
    """Mitten im Öffnen getötet: nirgends liegt etwas Entschlüsseltes."""
    (tmp_path / "x.rundblick-paket").write_bytes(desk.sealed)
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    script = (
        "import io, os, signal, sys\n"
        "from app.exchange import receiving\n"
        "from app.exchange.keys import Identity, PublicIdentity\n"
        "from app.exchange.package import open_package\n"
        "own, theirs = eval(sys.stdin.read())\n"
        "whole = receiving.Receiving.take\n"
        "def take(self, data):\n"
        "    whole(self, data)\n"
        "    if self._current is not None and self._current.name.startswith('documents/'):\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "receiving.Receiving.take = take\n"
        "with open('x.rundblick-paket', 'rb') as file:\n"
        "    open_package(file, [own], [theirs])\n"
    )
    secrets = (desk.b.name, desk.b.age_secret, desk.b.age_public, desk.b.sign_secret, desk.b.sign_public, "")
    theirs = desk.a.public()
    public = (theirs.name, theirs.age_public, theirs.sign_public, "")
    keys = f"(Identity(*{secrets!r}), PublicIdentity(*{public!r}))"
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        input=keys.encode(),
        env={**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": str(PROJECT)},
        check=False,
        capture_output=True,
    )
    assert ran.returncode == -signal.SIGKILL, ran.stderr.decode()
    left = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()}
    assert left == {"x.rundblick-paket"}
    assert hashlib.sha256((tmp_path / "x.rundblick-paket").read_bytes()).hexdigest() == desk.result.sha256
