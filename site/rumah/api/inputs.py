"""The shapes programs send. A field we do not know is an error, not something silently dropped."""

from typing import Annotated, Literal, Self

from ninja import Schema
from pydantic import AwareDatetime, Base64Bytes, ConfigDict, Field, field_validator, model_validator

# No control characters: PostgreSQL refuses NUL where SQLite would store it.
CLEAN = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
Text = Annotated[str, Field(max_length=300, pattern=CLEAN)]
IdempotencyKey = Annotated[str, Field(min_length=8, max_length=80, pattern=r"^[\x21-\x7e]+$")]
Region = Annotated[str, Field(pattern=r"^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$", description="Kemendagri code")]


class Strict(Schema):
    """Input: a field we do not know is an error, not something silently dropped."""

    model_config = ConfigDict(extra="forbid")


class BuyerIn(Strict):
    """Who buys."""

    name: Annotated[str, Field(max_length=120, pattern=CLEAN)]
    phone: Annotated[str, Field(max_length=30, pattern=CLEAN)]
    email: Annotated[str, Field(max_length=254, pattern=CLEAN)] | None = None


class DeliveryIn(Strict):
    """How the goods get there; `ship` and `own` (brought by the seller) need region and address."""

    method: Literal["ship", "pickup", "own"]
    region: Region | None = None
    address: Text | None = None
    methods: Annotated[
        dict[str, Literal["ship", "pickup", "own"]],
        Field(max_length=100, description="another way for single sellers, by the slug of the business"),
    ] = {}


class LineIn(Strict):
    """Pieces of one variant."""

    variant: Annotated[int, Field(ge=1, lt=2**63)]
    quantity: Annotated[int, Field(ge=1, le=999)]


class PurchaseIn(Strict):
    """What to buy, for whom, and how it is paid."""

    buyer: BuyerIn
    delivery: DeliveryIn
    lines: Annotated[list[LineIn], Field(min_length=1, max_length=100)]
    provider: Annotated[str, Field(max_length=20, pattern=CLEAN, description="`cod`: cash at the door")] = "stripe"
    voucher: Annotated[str, Field(max_length=40, pattern=CLEAN)] | None = None


class AnswerIn(Strict):
    """The answer to one of the service's questions, by its id: words, or for one of kind `file` the file."""

    question: Annotated[int, Field(ge=1, lt=2**63)]
    text: Annotated[str, Field(max_length=1000, pattern=CLEAN)] = ""
    file: Annotated[Base64Bytes, Field(description="JPG, PNG or PDF; a call may have 1 MB in all")] = b""

    @model_validator(mode="after")
    def one_of_both(self) -> Self:
        """Refuse words and a file at once: one of them would be dropped."""
        if self.text and self.file:
            raise ValueError("text or file, not both")
        return self


class SessionIn(Strict):
    """What to book; `start` carries its offset. `answers` are to the `questions` of the service."""

    service: Annotated[str, Field(max_length=60, pattern=CLEAN)]
    business: Annotated[str, Field(max_length=80, pattern=CLEAN)]
    product: Annotated[str, Field(max_length=80, pattern=CLEAN)] | None = None
    mentor: Annotated[str, Field(max_length=80, pattern=CLEAN)] | None = None
    start: AwareDatetime
    note: Annotated[str, Field(max_length=2000, pattern=CLEAN)] = ""
    place: Annotated[str, Field(max_length=8, pattern=CLEAN)] = ""
    answers: Annotated[list[AnswerIn], Field(max_length=50)] = []

    @field_validator("answers")
    @classmethod
    def once_each(cls, answers: list[AnswerIn]) -> list[AnswerIn]:
        """Refuse two answers to one question."""
        if len({one.question for one in answers}) < len(answers):
            raise ValueError("one answer to each question")
        return answers
