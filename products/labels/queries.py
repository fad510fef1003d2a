"""What others ask of labels: is it complete, what is missing, and what shoppers may read of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from products.catalogue.models import Product
from products.labels.checklist import Finding, Subject, look
from products.labels.models import Allergen, LabelFacts, LabelRule, in_force
from products.labels.states import Verdict
from rumah.core import clock

TYPE_HEIGHT = "tinggi_huruf"


@dataclass(frozen=True, slots=True)
class LabelView:
    """A product's label as it stands: its facts, what was found of every item, and the least letter height in mm."""

    subject: Subject
    findings: list[Finding]
    small: float

    @property
    def missing(self) -> list[Finding]:
        """Return the mandatory items that are not there."""
        return [finding for finding in self.findings if finding.is_missing]

    @property
    def is_whole(self) -> bool:
        """Whether something was typed for it and nothing mandatory is missing."""
        return self.subject.facts.pk is not None and not self.missing

    @property
    def open(self) -> list[Finding]:
        """Return what the owner should look at, the mandatory first."""
        return self.missing + [finding for finding in self.findings if finding.said.verdict == Verdict.DOUBT]

    @property
    def settled(self) -> list[Finding]:
        """Return what is there or not needed."""
        return [finding for finding in self.findings if finding.said.verdict in {Verdict.DONE, Verdict.UNNEEDED}]


def label_view(product: Product) -> LabelView:
    """Return it in at most five queries, with `category` and `business` of the product at hand."""
    return label_views([product])[product.pk]


def label_views(products: Sequence[Product]) -> dict[int, LabelView]:
    """Return those of several products by key, in as many queries as for one; their category and business at hand."""
    if not products:
        return {}
    day = clock.today()
    rows = LabelFacts.objects.filter(product__in=products).select_related("permit", "halal_permit")
    facts = {row.product_id: row for row in rows.prefetch_related("allergens")}
    known = list(Allergen.objects.filter(in_force(day)))
    rules = _newest(list(LabelRule.objects.filter(in_force(day))))
    heights = [rule.measure for rule in rules if rule.code == TYPE_HEIGHT and rule.measure]
    views = {}
    for product in products:
        mine = facts.get(product.pk)
        chosen = list(mine.allergens.all()) if mine else []
        subject = Subject(product, mine or LabelFacts(product=product, version=0), chosen, known, day)
        views[product.pk] = LabelView(subject, look(subject, rules), max(heights, default=0) / 1000)
    return views


def _newest(rules: list[LabelRule]) -> list[LabelRule]:
    """Return one row of each code: where two are in force, the later one."""
    found: dict[str, LabelRule] = {}
    for rule in rules:
        if rule.code not in found or found[rule.code].valid_from < rule.valid_from:
            found[rule.code] = rule
    return sorted(found.values(), key=lambda rule: (rule.position, rule.code))
