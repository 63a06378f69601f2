"""When a question is asked again: at growing intervals, by FSRS.

FSRS is a published model of memory (Ye, Su and Cao 2022, "A stochastic shortest path algorithm for optimizing spaced
repetition scheduling"), here in the library `fsrs` with its default parameters and nine in ten to be remembered.
"""

from __future__ import annotations

from datetime import UTC, datetime

from fsrs import Card, Rating, Scheduler

from calctui.progress.saved import SavedQuestion

# A lesson is not a deck of cards that is gone through in minutes: the first interval is in days.
_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def rating_of(question: SavedQuestion) -> Rating:
    """How well a question was remembered, by how it was answered."""
    if question.state != "right":
        return Rating.Again
    return Rating.Good if question.attempts <= 1 and question.hints == 0 else Rating.Hard


def planned(memory: str, rating: Rating, now: float) -> tuple[float, str]:
    """When to ask again after an answer.

    Args:
        memory: What was known of the question's place in memory; empty for a first answer.
        rating: How well it was remembered.
        now: Seconds since 1970.

    Returns:
        When it is due, in seconds since 1970, and what is known now.
    """
    card, _ = _SCHEDULER.review_card(_card(memory), rating, datetime.fromtimestamp(now, UTC))
    return card.due.timestamp(), card.to_json()


def _card(memory: str) -> Card:
    """What is known; what cannot be read is as if it were not there."""
    if memory:
        try:
            return Card.from_json(memory)
        except (ValueError, KeyError, TypeError):
            pass
    return Card(card_id=1)
