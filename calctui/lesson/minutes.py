"""How long a lesson takes, where its author does not say."""

from __future__ import annotations

import math

WORDS_A_MINUTE = 200
"""That are read beside a picture."""
SECONDS_A_QUESTION = 20
SECONDS_A_SCENE = 10
"""What a scene is taken to last where it has not been computed."""


def estimate(words: int, animation_seconds: float, questions: int) -> int:
    """Minutes to read, watch and answer, at least 1."""
    seconds = 60 * words / WORDS_A_MINUTE + animation_seconds + SECONDS_A_QUESTION * questions
    return max(1, math.ceil(seconds / 60))
