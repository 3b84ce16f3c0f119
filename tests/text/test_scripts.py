import unicodedata

import pytest

from crawler.text.scripts import apart, count_words, is_unspaced, together

#: Invented sentences, and the number of words that ICU's dictionaries find in them.
SENTENCES = {
    "Japanese": ("町の古い時計店が夏の終わりに店を閉めました。来年の春には小さな資料館になります。", 26),
    "Chinese": ("城里那家旧书店在夏天结束时关门了。明年春天这里将改成一个小博物馆。", 21),
    "Thai": ("ร้านหนังสือเก่าในเมืองปิดตัวลงเมื่อปลายฤดูร้อน", 12),
    "Lao": ("ຮ້ານປຶ້ມເກົ່າໃນເມືອງໄດ້ປິດລົງໃນທ້າຍລະດູຮ້ອນ", 11),
    "Khmer": ("ហាងសៀវភៅចាស់នៅក្នុងទីក្រុងបានបិទទ្វារនៅចុងរដូវក្តៅ", 10),
    "Burmese": ("မြို့ထဲက စာအုပ်ဆိုင်ဟောင်းလေးဟာ နွေရာသီအကုန်မှာ ပိတ်သွားခဲ့ပါတယ်။", 16),
}


@pytest.mark.parametrize("script", SENTENCES)
def test_words_are_estimated_where_no_spaces_separate_them(script: str) -> None:
    text, words = SENTENCES[script]
    assert count_words(text) == pytest.approx(words, rel=0.25)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Un mot, c’est-à-dire 2 mots d'ici", 6),
        ("छोटी दुकान गर्मियों में बंद हुई", 6),
        ("نمی‌خواهم کتابُ تازه", 3),
        ("שָׁלוֹם לכולם", 2),
        ("오래된 인쇄소가 문을 닫았다", 4),
    ],
)
def test_words_between_spaces_are_counted_with_their_marks(text: str, words: int) -> None:
    assert count_words(text) == words


def test_words_of_both_kinds_are_added() -> None:
    assert count_words("Hyperion 印刷機械展覧会場 in 1889") == 3 + 5


@pytest.mark.parametrize("script", SENTENCES)
def test_every_letter_is_a_word_to_the_search_and_keeps_its_marks(script: str) -> None:
    text, _ = SENTENCES[script]
    letters = [part for part in apart(text).split("\x1f") if part.strip(" 。။")]
    assert is_unspaced(text)
    assert together(apart(text)) == text
    assert [sum(c.isalpha() for c in part) for part in letters] == [1] * len(letters)
    assert not any(unicodedata.category(part[0]) == "Mn" for part in letters)


@pytest.mark.parametrize("text", ["Un cœur", "서울 이야기", "हिन्दी", "كتاب", "٢٠١٨", "๒๕๖๑", "。、・", "ⅷ"])
def test_other_scripts_digits_and_punctuation_stay_as_they_are(text: str) -> None:
    assert (is_unspaced(text), apart(text)) == (False, text)
