"""The types of scale that a chart can have. This module is imported at every start."""

from __future__ import annotations

from typing import Literal, get_args

ScaleType = Literal["linear", "log"]
"""What equal distances stand for: equal differences, or equal ratios."""

SCALE_TYPES: tuple[ScaleType, ...] = get_args(ScaleType)

DEFAULT_SCALE: ScaleType = "linear"
