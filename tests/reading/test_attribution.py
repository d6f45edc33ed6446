"""Attribution: the speaker of a sentence and whom it is credited to, where the words say so plainly."""

from __future__ import annotations

import pytest

from sco_cli.reading.attribution import Attribution, find_attribution


@pytest.mark.parametrize(
    ("sentence", "speaker", "credited"),
    [
        ("Roads reached 70.", "", ""),
        ("According to the ministry of roads, there are 70.", "", "the ministry of roads"),
        ("There are 70, according to the bureau.", "", "the bureau"),
        ("Citing the Bureau (2024), it has 70.", "", "the Bureau"),
        ("According to the bureau", "", "the bureau"),
        ("По данным министерства дорог, их 70.", "", "министерства дорог"),
        ("Со ссылкой на бюро: 70.", "", "бюро"),
        ("По оценкам банка, их 70.", "", "банка"),
        ("据草原日报报道，有70条。", "", "草原日报"),
        ("根据统计局的数据，有70条。", "", "统计局"),
        ("Anna Steppe said there are 70.", "Anna Steppe", ""),
        ("Anna Steppe, head of the bureau, said there are 70.", "Anna Steppe", ""),
        ("There are 70, said Omar al Fahd.", "Omar al Fahd", ""),
        ("Об этом сообщил глава бюро Олег Степной.", "Олег Степной", ""),
        ("Анна Степная заявила: их 70.", "Анна Степная", ""),
        ("Анна Степная, глава бюро, сообщила о 70.", "Анна Степная", ""),
        ("王小路说，有70条。", "王小路", ""),
        ("“有70条。”王小路表示：“对。", "王小路", ""),
        ("Anna Steppe said, citing the ministry, that there are 70.", "Anna Steppe", "the ministry"),
        ("the minister said there are 70.", "", ""),
        ("Steppe said there are 70.", "", ""),
    ],
)
def test_a_sentence_credits_whom_its_words_name(sentence: str, speaker: str, credited: str) -> None:
    assert find_attribution(sentence) == Attribution(speaker, credited)
