"""Product and digital: photos, listings, ways to pay, answers to buyers, social profiles, and the label."""

from collections.abc import Callable

from products.readiness.seeing.facts import Facts, Shelf
from products.readiness.seeing.judged import Seen, shared
from products.readiness.states import Result

PHOTOS, LETTERS = 3, 80
SOCIAL = ("instagram", "facebook", "tiktok", "website")
PROFILE = ("address", "logo", "tagline")


def answer(facts: Facts, code: str) -> Seen:
    """Return what the owner says; nothing said is no."""
    value = facts.answers.get(code)
    return Seen(Result(value), {"said": 1}) if value else Seen(Result.NO)


def label(facts: Facts) -> Seen:
    """See the checklist of every label; for labels made elsewhere the owner's answer counts, where it says more."""
    done, data = _counted(facts, lambda one: one.has_label)
    if done and done == len(facts.shelf):
        return Seen(Result.YES, data)
    said = answer(facts, "label")
    if said.result == Result.NO and done:
        return Seen(Result.PARTLY, data)
    return Seen(said.result, {**said.data, **_first(data)})


def photos(facts: Facts) -> Seen:
    """See three good photos of every product on show; one product that has them is a part."""
    return _all_or_some(facts, lambda one: one.good >= PHOTOS)


def sound_photos(facts: Facts) -> Seen:
    """See the same of photos that the photo check finds large, sharp and well lit; since version 2."""
    return _all_or_some(facts, lambda one: one.sound >= PHOTOS)


def listing(facts: Facts) -> Seen:
    """See profile and every listing complete; something on show is a part."""
    done, data = _counted(facts, lambda one: bool(one.photos) and one.letters >= LETTERS)
    lacking = [name for name in PROFILE if not getattr(facts.business, name)]
    data["lacking"] = ",".join(lacking)
    if not facts.shelf:
        return Seen(Result.NO, data)
    return Seen(Result.PARTLY if lacking or done < len(facts.shelf) else Result.YES, data)


def payment(facts: Facts) -> Seen:
    """See whether the house takes QRIS or VA for the seller, whose account is known."""
    if not facts.house_takes_instant:
        return Seen(Result.NO, {"house": 0})
    return Seen(Result.YES if facts.has_account else Result.PARTLY, {"house": 1})


def replies(facts: Facts) -> Seen:
    """See orders taken on and complaints answered within a day."""
    done, every = sum(facts.replies), len(facts.replies)
    return Seen(shared(done, every, yes=80, partly=50), {"n": done, "all": every})


def social(facts: Facts) -> Seen:
    """See any profile or site."""
    return Seen(Result.YES if any(getattr(facts.business, name) for name in SOCIAL) else Result.NO)


def _all_or_some(facts: Facts, is_done: Callable[[Shelf], bool]) -> Seen:
    done, data = _counted(facts, is_done)
    if not done:
        return Seen(Result.NO, data)
    return Seen(Result.YES if done == len(facts.shelf) else Result.PARTLY, data)


def _counted(facts: Facts, is_done: Callable[[Shelf], bool]) -> tuple[int, dict[str, int | str]]:
    """Return on how many products it is done, and the figures: those, all, and the first product that lacks it."""
    undone = [one for one in facts.shelf if not is_done(one)]
    done = len(facts.shelf) - len(undone)
    data: dict[str, int | str] = {"n": done, "all": len(facts.shelf)}
    return done, data | ({"product": undone[0].product} if undone else {})


def _first(data: dict[str, int | str]) -> dict[str, int | str]:
    return {"product": data["product"]} if "product" in data else {}
