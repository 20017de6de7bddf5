"""A record on paper: every word as it was typed, tagged for everyone, the score only for workers."""

from io import BytesIO
from time import perf_counter

import pytest
from flask import Flask
from pypdf import PdfReader

from fqa_forms.extensions import db
from fqa_forms.models import VisitRecord
from fqa_forms.services.printing import print_record
from tests import factories

MARKUP = r"#let x = 1 *bold* _under_ = heading `code` \ back $maths$ @ref <label> // not a comment [box] -- ~"


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def record_with(words: str) -> VisitRecord:
    return factories.make_record(texts={"analysis": words})


def test_what_looks_like_markup_comes_out_as_it_was_typed(app: Flask) -> None:
    printed = text_of(print_record(record_with(MARKUP).current))
    assert "".join(MARKUP.split()) in "".join(printed.split())


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("It went well 🙂 today", "It went well [slightly smiling face] today"),
        ("Said 你好 to him", "Said [cjk unified ideograph-4f60][cjk unified ideograph-597d] to him"),
        ("Bell\x07 and nul\x00 rang", "Bell� and nul� rang"),
        ("Zoë, Łukasz, Ελένη, Иван, £5 – “so”", "Zoë, Łukasz, Ελένη, Иван, £5 – “so”"),
    ],
)
def test_a_character_that_the_fonts_lack_is_named(app: Flask, typed: str, printed: str) -> None:
    record = record_with("Here.")
    version = record.current
    with db.session.no_autoflush:  # no form lets some of these in, and the database keeps the version as it is
        version.answers = {**version.answers, "analysis_text": typed}
        found = text_of(print_record(version))
    db.session.rollback()
    assert "".join(printed.split()) in "".join(found.split())


def test_every_page_says_what_it_is(app: Flask) -> None:
    record = record_with("A long day.\n\n" * 200)
    pages = PdfReader(BytesIO(print_record(record.current, notice="Fictional"))).pages
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        words = " ".join(page.extract_text().split())
        assert f"{record.reference}, version 1" in words
        assert f"Page {number} of {len(pages)}" in words
        assert record.team.service.name in words
        assert ("Confidential" in words, "Fictional" in words) == (True, True)


def test_it_is_tagged_pdf_ua_in_english_with_headings(app: Flask) -> None:
    reader = PdfReader(BytesIO(print_record(record_with("Here.").current)))
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).lower() == "en-gb"
    assert "pdfuaid:part>1<" in reader.xmp_metadata.stream.get_data().decode().replace('="1"', ">1<")  # type: ignore[union-attr]
    assert reader.outline[0]["/Title"].startswith("V0")  # type: ignore[call-overload,index]


def test_a_carers_copy_has_no_score(app: Flask) -> None:
    record = record_with("Here.")
    carer = record.household.carers[0]
    for_worker, for_carer = print_record(record.current), print_record(record.current, carer=carer)
    assert "Overall grade" in text_of(for_worker)
    assert "grade" not in text_of(for_carer).lower()
    assert "Copy for" in text_of(for_carer)


def test_the_same_version_gives_the_same_file(app: Flask) -> None:
    version = record_with("Here.").current
    assert print_record(version) == print_record(version)


def test_a_record_is_set_in_no_time(app: Flask) -> None:
    version = record_with("Max told me about the den. " * 200).current
    print_record(version)
    begun = perf_counter()
    print_record(version)
    assert perf_counter() - begun < 1
