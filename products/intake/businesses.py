"""Write the businesses of the spool, a chunk at a time, in the caller's transaction."""

import json
import uuid
from datetime import datetime
from typing import Any

from django.utils.html import escape

from products.intake.comparing import chunks
from products.intake.staging import Spool
from products.intake.tagging import set_tags
from products.intake.writing import Counts, apply, keep_permits, slugs, stamp
from rumah.businesses.models import Business, BusinessTag, TaggedBusiness
from rumah.businesses.search import index_businesses
from rumah.businesses.states import PermitKind, Standing
from rumah.core.locking import locked

PLAIN = (
    "name", "sector", "kbli", "kbli_version", "tagline", "region_code", "address", "postal_code", "phone", "email",
    "website", "instagram", "facebook", "tiktok",
)  # fmt: skip
NULLABLE = {"kbli_version"}
# An import lifts a business up to "verified", never down: taking that away needs a person and a reason.
LIFTED = {Standing.DRAFT, Standing.SUBMITTED}
Row = tuple[int, str, dict[str, Any]]


def write_businesses(spool: Spool, *, now: datetime, counts: Counts) -> set[int]:
    """Create and update by code; return the ids of businesses that changed."""
    touched: set[int] = set()
    for chunk in chunks(spool.businesses()):
        codes = [code for _row, code, _fields in chunk]
        existing = {row.code: row for row in locked(Business.objects.filter(code__in=codes))}
        changed, new = set(), [row for row in chunk if row[1] not in existing]
        names = [(fields["name"], code) for _row, code, fields in new]
        for (_row, code, fields), slug in zip(new, slugs(Business, names), strict=True):
            existing[code] = _made(code, slug, fields, now)
        fresh = {code for _row, code, _fields in new}
        Business.objects.bulk_create([existing[code] for code in sorted(fresh)])
        changed |= _updated([row for row in chunk if row[1] not in fresh], existing, now)
        _count(counts, chunk, existing, fresh, changed | _belongings(chunk, existing))
        index_businesses([existing[code].pk for code in codes])
        touched |= changed
    return touched


def _count(counts: Counts, chunk: list[Row], existing: dict[str, Business], fresh: set[str], changed: set[int]) -> None:
    for _row, code, _fields in chunk:
        if code in fresh:
            counts.businesses.new += 1
        elif existing[code].pk in changed:
            counts.businesses.changed += 1
        else:
            counts.businesses.same += 1


def _values(fields: dict[str, Any]) -> dict[str, Any]:
    found = {name: fields[name] for name in PLAIN if name in fields}
    return {name: "" if value is None and name not in NULLABLE else value for name, value in found.items()}


def _made(code: str, slug: str, fields: dict[str, Any], now: datetime) -> Business:
    business = Business(code=code, slug=slug, **_values(fields))
    if fields.get("story"):
        business.story = story(fields["story"])  # type: ignore[assignment]  # a StreamField takes JSON text
    if fields.get("standing") == Standing.VERIFIED:
        business.standing, business.verified_at, business.submitted_at = Standing.VERIFIED, now, now
    stamp(business, now)
    return business


def _updated(rows: list[Row], existing: dict[str, Business], now: datetime) -> set[int]:
    touched, names = [], {"updated_at"}
    for _row, code, fields in rows:
        business = existing[code]
        changed = apply(business, _values(fields))
        if "story" in fields and _raw(business) != json.loads(story(fields["story"] or "")):
            business.story = story(fields["story"] or "")  # type: ignore[assignment]  # as above
            changed.add("story")
        if fields.get("standing") == Standing.VERIFIED and business.standing in LIFTED:
            business.standing, business.verified_at = Standing.VERIFIED, now
            changed |= {"standing", "verified_at"}
        if changed:
            business.updated_at = now
            touched.append(business)
            names |= changed
    Business.objects.bulk_update(touched, sorted(names))
    return {business.pk for business in touched}


def _belongings(chunk: list[Row], existing: dict[str, Business]) -> set[int]:
    """Write permits and tags; return the businesses whose belongings changed."""
    permits, tags = [], {}
    for _row, code, fields in chunk:
        pk = existing[code].pk
        permits += [
            (pk, kind, fields[key], None)
            for key, kind in (("nib", PermitKind.NIB), ("mark", PermitKind.MARK))
            if fields.get(key)
        ]
        if "tags" in fields:
            tags[pk] = fields["tags"] or []
    changed = keep_permits(permits)[1]
    return changed | set_tags(tag=BusinessTag, through=TaggedBusiness, wanted=tags)


def story(text: str) -> str:
    """Return the story's StreamField as JSON; blocks get the same ids for the same text."""
    blocks = [
        {
            "type": "paragraph",
            "value": f"<p>{escape(part).replace(chr(10), '<br/>')}</p>",
            "id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{at} {part}")),
        }
        for at, part in enumerate(text.split("\n\n"))
        if part.strip()
    ]
    return json.dumps(blocks)


def _raw(business: Business) -> Any:
    """Return the story's blocks as plain data, as the database keeps them."""
    field = Business._meta.get_field("story")
    return list(field.get_prep_value(business.story) or [])
