from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from coaching.store import Refusal, StoreRefused, read_keys
from coaching.store.keys import KEY_FILE, Keys
from coaching.store.sealing import BrokenSealError, Seal
from tests.store.stores import SECRET, keys


def test_a_key_file_is_made_at_first_use_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"

    read_keys("", folder)

    assert (folder / KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir()] == [KEY_FILE]


def test_the_key_file_is_used_again(tmp_path: Path) -> None:
    sealed = read_keys("", tmp_path).master.close("Bonsoir", "here")

    assert read_keys("", tmp_path).master.open(sealed, "here") == "Bonsoir"


def test_what_the_key_file_holds_can_be_given_as_the_secret(tmp_path: Path) -> None:
    sealed = read_keys("", tmp_path).master.close("Bonsoir", "here")

    given = read_keys((tmp_path / KEY_FILE).read_text(), tmp_path / "elsewhere")

    assert given.master.open(sealed, "here") == "Bonsoir"
    assert not (tmp_path / "elsewhere").exists()


def test_every_installation_makes_another_key(tmp_path: Path) -> None:
    sealed = read_keys("", tmp_path / "a").master.close("Bonsoir", "here")

    with pytest.raises(BrokenSealError):
        read_keys("", tmp_path / "b").master.open(sealed, "here")


def test_a_key_file_others_can_read_is_refused_with_the_way_to_mend_it(tmp_path: Path) -> None:
    read_keys("", tmp_path)
    (tmp_path / KEY_FILE).chmod(0o640)

    with pytest.raises(StoreRefused, match="chmod 600") as refused:
        read_keys("", tmp_path)

    assert refused.value.refusal is Refusal.KEY_FILE_OPEN


@pytest.mark.parametrize("content", [b"", b"short", b"\xff\xfe" * 20], ids=["empty", "cut short", "not text"])
def test_a_damaged_key_file_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / KEY_FILE
    path.write_bytes(content)
    path.chmod(0o600)

    with pytest.raises(StoreRefused) as refused:
        read_keys("", tmp_path)

    assert refused.value.refusal is Refusal.KEY_FILE_DAMAGED
    assert path.read_bytes() == content


def test_a_short_secret_is_refused_and_not_repeated() -> None:
    with pytest.raises(StoreRefused, match="16 characters") as refused:
        Keys("hunter2")

    assert "hunter2" not in str(refused.value)


def test_a_folder_that_cant_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")

    with pytest.raises(StoreRefused) as refused:
        read_keys("", tmp_path / "data")

    assert refused.value.refusal is Refusal.READ_ONLY


def test_several_first_starts_at_once_agree_on_one_key(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from coaching.store import read_keys; read_keys('', Path(sys.argv[1]))"
    )

    starts = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path)]) for _ in range(4)]
    codes = [start.wait(60) for start in starts]

    assert codes == [0] * 4
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


def test_a_sealed_text_opens_in_its_own_place_alone() -> None:
    seal = keys().data_seal(keys().new_data_key())
    sealed = seal.close("Bonsoir", "turns.text")

    assert seal.open(sealed, "turns.text") == "Bonsoir"
    with pytest.raises(BrokenSealError):
        seal.open(sealed, "turns.reply")


@pytest.mark.parametrize("text", ["", "é🎉", "x" * 4096, "\ud83c"], ids=["empty", "accents", "long", "half an emoji"])
def test_any_text_can_be_sealed(text: str) -> None:
    master = keys().master

    assert master.open(master.close(text, "p"), "p") == text


def test_the_same_text_sealed_twice_looks_different() -> None:
    master = keys().master

    assert master.close("Bonsoir", "p") != master.close("Bonsoir", "p")


def test_a_tampered_text_doesnt_open() -> None:
    sealed = bytearray(keys().master.close("Bonsoir", "p"))

    for at in range(1, len(sealed)):
        damaged = bytes(sealed[:at]) + bytes([sealed[at] ^ 1]) + bytes(sealed[at + 1 :])
        with pytest.raises(BrokenSealError):
            keys().master.open(damaged, "p")


@pytest.mark.parametrize("cut", [0, 1, 12, 20])
def test_a_text_cut_short_doesnt_open(cut: int) -> None:
    with pytest.raises(BrokenSealError):
        keys().master.open(keys().master.close("Bonsoir", "p")[:cut], "p")


def test_a_data_key_is_of_use_to_its_master_alone() -> None:
    wrapped = keys().new_data_key()

    assert isinstance(Keys(SECRET).data_seal(wrapped), Seal)
    with pytest.raises(BrokenSealError):
        keys("another secret, long enough").data_seal(wrapped)
