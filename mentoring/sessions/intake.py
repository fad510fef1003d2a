"""Answers to what a service asks when it is booked; files lie in the private storage, as permits do."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from mentoring.services.models import IntakeQuestion, Service
from mentoring.sessions.models import Answer, Session
from rumah.businesses.permits import file_kind
from rumah.core.errors import DomainError, Problem
from rumah.core.text import clean_line

ANSWER_LENGTH = 500
Given = str | bytes


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer that may be kept: words, or a file with the ending its content has."""

    position: int
    question: str
    text: str = ""
    content: bytes = b""
    ending: str = ""


def check(service: Service, given: Mapping[int, Given]) -> tuple[list[Checked], list[Problem]]:
    """Return the answers by the ids of the service's questions, and every problem, on field `q<id>`. One query.

    An answer to what is not asked is a problem too: whoever sent it believes that it will be read.
    """
    found: list[Checked] = []
    problems: list[Problem] = []
    questions = list(service.questions.all())
    for turn, question in enumerate(questions):
        try:
            if one := _checked(turn, question, given.get(question.pk, "")):
                found.append(one)
        except DomainError as error:
            problems += [Problem(problem.message, f"q{question.pk}", problem.code) for problem in error.problems]
    for pk in sorted(given.keys() - {question.pk for question in questions}):
        problems.append(Problem(_("Layanan ini tidak menanyakan itu."), f"q{pk}", "unknown"))
    return found, problems


def _checked(turn: int, question: IntakeQuestion, given: Given) -> Checked | None:
    if isinstance(given, str):
        given = clean_line(given)
    if not given:
        if question.is_required:
            raise DomainError(Problem(_("Jawab pertanyaan ini."), code="required"))
        return None
    is_file = question.kind == IntakeQuestion.Kind.FILE
    if is_file != isinstance(given, bytes):
        raise DomainError(_("Jawaban ini tidak sesuai pertanyaannya."))
    if isinstance(given, bytes):
        return Checked(turn, question.text, content=given, ending=file_kind(given))
    if question.kind == IntakeQuestion.Kind.CHOICE and given not in dict(question.options):
        raise DomainError(_("Pilih dari daftar ini."))
    if len(given) > ANSWER_LENGTH:
        raise DomainError(Problem(_("Jawaban terlalu panjang: paling banyak 500 huruf."), code="too_long"))
    return Checked(turn, question.text, text=given)


def keep(session: Session, answers: list[Checked]) -> None:
    """Write the answers in the caller's transaction, which should have little left to do: files know no rollback."""
    rows = []
    try:
        for one in answers:
            row = Answer(session=session, position=one.position, question=one.question, text=one.text)
            if one.content:
                row.file.save(f"{uuid.uuid4().hex}.{one.ending}", ContentFile(one.content), save=False)
            rows.append(row)
        Answer.objects.bulk_create(rows)
    except BaseException:
        for row in rows:
            if row.file.name:
                row.file.storage.delete(row.file.name)
        raise
