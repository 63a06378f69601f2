"""Progress as JSON, to take to another machine."""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from calctui.errors import ProgressError
from calctui.progress.lesson_key import LessonKey
from calctui.progress.saved import SavedLesson, SavedQuestion, State
from calctui.progress.store import Store
from calctui.text import clean_line

FORMAT = 1
"""The version of the form of such a file."""
MAX_BYTES = 16 * 2**20
"""Of a file that is read."""
_MOST = 100_000

Name = Annotated[str, Field(max_length=200)]
Seconds = Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Question(_Strict):
    step: Name
    state: State
    attempts: Annotated[int, Field(ge=0, le=10**6)]
    hints: Annotated[int, Field(ge=0, le=10**6)]
    answer: Annotated[str, Field(max_length=1000)]


class _Card(_Strict):
    step: Name
    due: Seconds
    memory: Annotated[str, Field(max_length=2000)]


class _Lesson(_Strict):
    course: Name
    lesson: Name
    step: Name = ""
    share: Annotated[float, Field(ge=0, le=1)] = 0.0
    finished: bool = False
    fingerprint: Name = ""
    played: Seconds = 0.0
    seen: Annotated[list[Name], Field(max_length=_MOST)] = []
    questions: Annotated[list[_Question], Field(max_length=_MOST)] = []
    cards: Annotated[list[_Card], Field(max_length=_MOST)] = []


class _File(_Strict):
    calctui_progress: int
    lessons: Annotated[list[_Lesson], Field(max_length=_MOST)]
    settings: dict[Name, Name] = {}


def exported(store: Store) -> dict[str, Any]:
    """All that is kept, as data for JSON."""
    cards = store.cards()
    lessons = [
        _Lesson(
            course=key.course,
            lesson=key.lesson,
            step=saved.step,
            share=saved.share,
            finished=saved.finished,
            fingerprint=saved.fingerprint,
            played=saved.played,
            seen=sorted(saved.seen),
            questions=[
                _Question(step=step, state=q.state, attempts=q.attempts, hints=q.hints, answer=q.answer)
                for step, q in sorted(saved.questions.items())
            ],
            cards=[
                _Card(step=step, due=due, memory=memory)
                for (of, step), (due, memory) in sorted(cards.items(), key=lambda card: card[0][1])
                if of == key
            ],
        )
        for key, saved in sorted(store.lessons().items(), key=lambda kept: (kept[0].course, kept[0].lesson))
    ]
    return _File(calctui_progress=FORMAT, lessons=lessons, settings=store.settings()).model_dump()


def imported(store: Store, raw: bytes, name: str) -> int:
    """Adds what a file says to what is kept; gives the number of lessons in it.

    The better of two accounts of a question stays, and the later plan for it; settings are taken over.

    Args:
        store: What is kept.
        raw: The file.
        name: Its name, clean.

    Raises:
        ProgressError: It is none of ours.
    """
    if len(raw) > MAX_BYTES:
        raise ProgressError(f"{name}: this is larger than any file that `calctui progress --export` writes")
    try:
        data = json.loads(raw)
        version = data.get("calctui_progress") if isinstance(data, dict) else None
        if isinstance(version, int) and version > FORMAT:
            raise ProgressError(f"{name}: this is of a newer calctui; update calctui to read it")
        found = _File.model_validate(data)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ProgressError(f"{name}: this is no JSON; write it with `calctui progress --export`") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = clean_line(".".join(map(str, first["loc"]))) or "the file"
        what = clean_line(str(first["msg"]))
        raise ProgressError(f"{name}: {place}: {what}; write it with `calctui progress --export`") from error
    cards = store.cards()
    for lesson in found.lessons:
        key = LessonKey(lesson.course, lesson.lesson)
        questions = {q.step: SavedQuestion(q.state, q.attempts, q.hints, q.answer) for q in lesson.questions}
        store.save(
            key,
            SavedLesson(
                lesson.step,
                lesson.share,
                lesson.finished,
                lesson.fingerprint,
                lesson.played,
                frozenset(lesson.seen),
                questions,
            ),
        )
        for card in lesson.cards:
            if card.due >= cards.get((key, card.step), (0.0, ""))[0]:
                store.plan(key, card.step, card.due, card.memory)
    if found.settings:
        store.set(found.settings)
    return len(found.lessons)
