"""API ids, short ids and content hashes."""

import os
import subprocess
import sys

import pytest

from gofigr_jupyter.ids import ShortIds, base62, content_hash, is_id, new_id, new_prefix


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0"), (9, "9"), (10, "a"), (35, "z"), (36, "A"), (61, "Z"), (62, "10"), (3843, "ZZ")],
)
def test_base_62_counts_digits_then_lower_then_upper_case(number, text):
    assert base62(number) == text


def test_short_ids_share_a_prefix_and_count_up():
    short_ids = ShortIds("Ab3dE9xk")

    assert [short_ids.next() for _ in range(3)] == ["Ab3dE9xk0", "Ab3dE9xk1", "Ab3dE9xk2"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no forked processes here")
def test_a_forked_process_gives_no_short_id_that_the_other_one_gives():
    code = (
        "import os; from gofigr_jupyter.ids import ShortIds\n"
        "short_ids = ShortIds('Ab3dE9xk'); short_ids.next(); child = os.fork()\n"
        "child and os.waitpid(child, 0); print(short_ids.next())"
    )

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert len(set(told.stdout.split())) == 2


def test_prefixes_are_eight_letters_or_digits_and_differ():
    prefixes = {new_prefix() for _ in range(1000)}

    assert len(prefixes) == 1000
    assert all(len(p) == 8 and p.isalnum() and p.isascii() for p in prefixes)


def test_the_content_hash_is_blake3_in_lower_case_hexadecimal():
    assert content_hash(b"") == "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"


@pytest.mark.parametrize(
    "text",
    ["", "abc", "{0c1ae3dc-a03d-486d-bb3e-5c9ce3bd5432}", "543eda308bf04e01b055c5049fa1b3f2"],
)
def test_only_the_usual_text_form_of_a_uuid_is_an_id(text):
    assert not is_id(text)
    assert is_id(new_id())
