"""Packed texts: every text comes back as it was, whichever thread asks, and dictionaries never change."""

import hashlib
import threading

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from meetings import packing
from meetings.packing import Dictionary

#: What was packed is read with these very bytes: a better dictionary gets a further number.
FROZEN = {
    Dictionary.FORMS: "46f52e497bc78e5aab9eac34c045b17c141b771194fc52967f1a4bb5476a3760",
    Dictionary.CARDS: "2634a1d0bfb6872a18c0645c08fb538c1dfcb5872847027429527e22ef3d8093",
    Dictionary.WORDS: "82cd1a4af267754c04b0c36d72e0581ca45c1ecbd76f788fa7bfbd4d8debb683",
}


@given(text=st.text(), dictionary=st.sampled_from(Dictionary))
def test_a_packed_text_comes_back_as_it_was(text: str, dictionary: Dictionary) -> None:
    packed = packing.pack(text, dictionary)
    assert packing.unpack(packed) == text
    assert packing.unpacked(packed) == text.encode()
    assert (packed == b"") == (text == "")


def test_dictionaries_are_the_ones_that_everything_was_packed_with() -> None:
    found = {one: hashlib.sha256(packing.content(one)).hexdigest() for one in Dictionary}
    assert found == FROZEN


def test_a_text_that_was_packed_with_the_first_dictionaries_is_still_read() -> None:
    kept = bytes.fromhex("0128b52ffd203e6d0000107b7d020051aa2a12217dd815")
    assert packing.unpack(kept) == '{"country":{"code":"pl","name":"Poland"},"side":"counterpart"}'


def test_names_that_the_archive_knows_take_few_bytes() -> None:
    names = '{"ar":"أذربيجان","az":"Azərbaycan","fr":"Azerbaïdjan","ru":"Азербайджан"}'
    known = f'{{"code":"az","name":"Azerbaijan","names":{names}}}'
    assert len(packing.pack(known, Dictionary.FORMS)) < len(known.encode()) / 4


@pytest.mark.parametrize("strange", [b"\x00", b"\x01", b"\x01not packed", b"\x63(\xb5/\xfd", b"{}"])
def test_bytes_that_nobody_packed_are_refused(strange: bytes) -> None:
    with pytest.raises(zstandard.ZstdError):
        packing.unpack(strange)


def test_several_threads_pack_and_unpack_side_by_side() -> None:
    texts = [f"meeting {number} " * number for number in range(1, 200)]
    wrong = []

    def work() -> None:
        packed = [packing.pack(text, Dictionary.WORDS) for text in texts]
        wrong.extend(text for text, one in zip(texts, packed, strict=True) if packing.unpack(one) != text)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
