"""English or not."""

from __future__ import annotations

import pytest

from truceline.read.language import language_code, language_name, language_of


@pytest.mark.parametrize(
    "text",
    [
        "The army said that it had kept to the truce and that the other side had not.",
        "Rockets hit Kiryat Arba; Israel shells Marjayoun, Bint Jbeil, Khiam and Nabatiyeh.",
        "President Andrés Núñez resigns in Montréal. (Die Zeitung)",
        "THE GOVERNMENT OF THE PROVINCE SAID TODAY THAT TWO SOLDIERS WERE KILLED.",
        "Two killed",
        "Al-Arin: 12 / 30",
        "12345 67890",
        "Burundi: FNL attack kills 40 soldiers, Bujumbura Rural, Kabezi commune",
    ],
)
def test_english(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Le gouvernement et les rebelles ont signé un accord de cessez-le-feu mardi soir.", "fr"),
        ("El ejército anunció ayer una tregua de tres días en la frontera con el norte.", "es"),
        ("Die Armee erklärte, dass zwei Soldaten in der Stadt getötet worden seien.", "de"),
        ("أعلن الجيش وقف إطلاق النار لمدة ثلاثة أيام في شمال البلاد", "ar"),
        ("مقتل جنديين", "ar"),
        ("Армия объявила о прекращении огня на три дня на севере страны.", "ru"),
        ("شش نفر در انفجار بمب در مرکز شهر کشته شدند", "fa"),
    ],
)
def test_other_languages(text: str, code: str) -> None:
    assert language_of(text) == code


def test_an_english_report_that_quotes_arabic_is_english() -> None:
    text = "The leaflet said «الهدنة انتهت» and was signed by the front, the mayor of the town told reporters."
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    ("value", "code"), [("en-GB", "en"), ("EN", "en"), ("eng", "en"), ("Arabic", "ar"), ("pt_BR", "pt")]
)
def test_codes_and_names_in_metadata(value: str, code: str) -> None:
    assert language_code(value) == code


def test_names_for_messages() -> None:
    assert language_name("ar") == "Arabic (ar)"
    assert "(xx)" in language_name("xx")
