"""What the treasurer of the demo has done and what still waits, by the house's own verbs: one of each kind."""

from django.db import transaction
from django.db.models import Sum
from fpdf import FPDF

from products.catalogue.models import Variant
from products.orders.basket import Line
from products.orders.people import Buyer, DeliveryChoice
from products.orders.place import Terms, place
from products.payments import book
from products.payments.models import Attempt, Refund, Transfer
from products.payments.refund_by_hand import give_account
from products.payments.refund_send import move
from products.payments.refund_states import RefundState
from products.payments.start import start
from products.payments.states import AttemptState
from products.payments.transfer_proof import decide, send_proof
from products.payments.withdrawn import note
from products.payouts.account import confirm_account, set_account
from products.payouts.bank import at_houses
from products.payouts.bank_file import export
from products.payouts.batch import batch_of
from products.payouts.models import OWN, PayoutAccount
from products.payouts.pay import mark_paid
from products.payouts.receive import receive
from rumah.accounts.models import User
from rumah.businesses.models import Business
from rumah.businesses.states import Role
from rumah.core import clock
from rumah.demo.buyers import BUYERS
from rumah.demo.people import OWNED_SHOP
from rumah.demo.plan import CODE

SHOPS = 4
OWN_MONEY = 2_500_000
# Of what lies at the company this part was handed over, for a fee of 0.7%.
HANDED_PERCENT = 80


def manage(*, treasurer: User) -> None:
    """Give back what goes back, bring money to the bank, pay some sellers, and leave one case of each kind open."""
    paper = _paper()
    _refund(treasurer)
    _take_one_back()
    _receive(treasurer, paper)
    _pay_out(treasurer, paper)
    for at, short in enumerate((0, 5_000)):
        _transfer(at, short, treasurer, paper)


def _paper() -> bytes:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=14)
    pdf.cell(text="CONTOH: bukan bukti sungguhan")
    return bytes(pdf.output())


def _refund(treasurer: User) -> None:
    """Late money has gone back through its provider, but for the last, which a person transfers."""
    due = list(Refund.objects.filter(state=RefundState.DUE).select_related("purchase").order_by("requested_at", "pk"))
    for row in due[:-1]:
        with transaction.atomic():
            move(row, RefundState.DONE, actor=treasurer)
            book.refund_done(row, by_hand=False)
    for row in due[-1:]:
        with transaction.atomic():
            move(row, RefundState.MANUAL)
        give_account(
            purchase=row.purchase, bank="BRI", number="002100009999", holder=row.purchase.buyer_name
        )  # fmt: skip


def _take_one_back() -> None:
    paid = Attempt.objects.filter(state=AttemptState.SETTLED, purchase__orders__fulfilment="to_ship")
    last = paid.order_by("-closed_at", "pk").first()
    if last is not None:
        with transaction.atomic():
            note(attempt_id=last.pk, is_there=False)


def _receive(treasurer: User, paper: bytes) -> None:
    today = clock.today()
    for house, rupiah in at_houses().items():
        handed = rupiah * HANDED_PERCENT // 100
        if (fee := handed * 7 // 1000) and handed > fee:
            receive(
                source=house, amount=handed - fee, fee=fee, on=today, reference=f"CONTOH-{house}-{today:%Y%m%d}",
                proof=paper, actor=treasurer,
            )  # fmt: skip
    receive(source=OWN, amount=OWN_MONEY, on=today, reference=f"CONTOH-DINAS-{today:%Y}", proof=paper, actor=treasurer)


def _pay_out(treasurer: User, paper: bytes) -> None:
    """One seller is paid, one is in a bank file, one is ready, and the account of one waits to be compared."""
    owed = Transfer.objects.filter(business__code__startswith=CODE, business__memberships__role=Role.OWNER)
    sums = owed.values("business").annotate(sum=Sum("amount")).filter(sum__gte=100_000)
    shops = Business.objects.filter(pk__in=sums.values("business")).order_by("code")
    ordered = sorted(shops, key=lambda shop: shop.name != OWNED_SHOP)[:SHOPS]
    for at, shop in enumerate(ordered):
        owner = shop.memberships.filter(role=Role.OWNER).select_related("user").earliest("pk").user
        account = PayoutAccount.objects.filter(business=shop).first() or set_account(
            business=shop, bank="BRI", number=f"0021{at + 1:08d}", holder=owner.name, actor=owner
        )
        if at == SHOPS - 1:
            return
        confirm_account(account=account, number=account.number, actor=treasurer)
        payout = batch_of(business_id=shop.pk, actor=treasurer)
        if payout is not None and at < 2:  # the third stays ready
            export(actor=treasurer)
            if at == 0:
                payout.refresh_from_db()
                mark_paid(payout=payout, proof=paper, actor=treasurer)


def _transfer(at: int, short: int, treasurer: User, paper: bytes) -> None:
    """Let a neighbour pay by transfer: the proof waits to be looked at, or the money was `short` rupiah too little."""
    shelf = Variant.objects.filter(
        product__business__code__startswith=CODE, product__is_listed=True, is_active=True, stock__on_hand__gte=10,
        price__gte=15_000,
    )  # fmt: skip
    variant = shelf.select_related("product__business").order_by("pk")[at:].first()
    if variant is None:
        return
    purchase = place(
        lines=[Line(variant.pk, 1)], buyer=Buyer(BUYERS[at + 7], f"081234561{at:03d}", ""), terms=Terms(),
        delivery=DeliveryChoice("pickup"),
    )  # fmt: skip
    start(purchase=purchase, provider="transfer")
    proof = send_proof(purchase=purchase, content=paper)
    if short:
        decide(proof=proof, accepted=True, received=purchase.total - short, actor=treasurer)
