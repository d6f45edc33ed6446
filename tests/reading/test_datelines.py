"""The date that a text gives for itself."""

from __future__ import annotations

import pytest

from sco_cli.models import period
from sco_cli.reading.datelines import find_dateline


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Roads\n\n28 August 2025\n\nRoads grew.", "2025-08-28"),
        ("Roads\n\nGazette, 28 August 2025\n\nRoads grew.", "2025-08-28"),
        ("Roads\n\nPublished on 28 August 2025\n\nRoads grew.", "2025-08-28"),
        ("Steppe City, August 28, 2025 — Roads grew.", "2025-08-28"),
        ("STEPPE CITY. 28 августа 2025 года. Дороги выросли.", "2025-08-28"),
        ("新华社草原城2025年8月28日电 公路增长了。", "2025-08-28"),
        ("【草原城2025年8月28日】公路增长了。", "2025-08-28"),
        ("Kazakhstan signed the treaty on 5 May 2025.", None),
        ("Kazakhstan signed the treaty on 5 May 2025 - and left.", None),
        ("The treaty of 5 May 2025", None),
        ("On 5 May 2025, roads grew.\n\nGazette, 28 August 2025", "2025-08-28"),
        ("Anna, born 5 May 1975, built 5 roads.", None),
        ("2025年5月5日，公路增长了。", None),
        (f"Roads {'grew and ' * 10}, 28 August 2025 — Roads grew.", None),
        ("A\n\nB\n\nC\n\nD\n\nE\n\n28 August 2025", None),
        ("August 2025\n\nRoads grew.", None),
        ("", None),
    ],
)
def test_the_date_of_publication_is_in_a_dateline_or_a_line_of_its_own(text: str, expected: str | None) -> None:
    assert find_dateline(text) == (period.parse(expected) if expected else None)
