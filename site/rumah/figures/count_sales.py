"""Measures about the shop: orders, money, parcels, complaints and views. Kecamatan are the seller's."""

from django.utils.translation import gettext_lazy as _

from products.care.states import Reason
from products.orders.states import Delivery
from rumah.figures.measures import Measure, Text, register


def delivery(part: str) -> Text:
    """Name a way of delivery."""
    return Delivery(part).label if part in Delivery.values else part


def reason(part: str) -> Text:
    """Name what was wrong."""
    return Reason(part).label if part in Reason.values else part


def _transfers(value: str, kind: str) -> str:
    return (
        f"SELECT d.day, b.district_code, '', {value} FROM days d JOIN payments_transfer t"
        f" ON t.at >= d.start_at AND t.at < d.end_at AND t.kind = '{kind}'"
        " JOIN businesses_business b ON b.id = t.business_id GROUP BY d.day, b.district_code"
    )


# The first parcel of each order, and when its seller could begin: when it was paid, or placed to be paid in cash.
SHIPPED = (
    " FROM (SELECT order_id, MIN(shipped_at) AS at FROM orders_shipment GROUP BY order_id) f"
    " JOIN days d ON f.at >= d.start_at AND f.at < d.end_at JOIN orders_order o ON o.id = f.order_id"
    " JOIN orders_purchase u ON u.id = o.purchase_id JOIN businesses_business b ON b.id = o.business_id"
    " WHERE o.delivery = 'ship' AND f.at >= COALESCE(u.paid_at, o.placed_at) GROUP BY d.day, b.district_code"
)
TRANSFER = "payments_transfer"
register(
    Measure(
        "orders", _("Pesanan masuk"), _("Pesanan yang dibuat pada hari itu, termasuk yang kemudian batal."),
        "orders_order", "penjualan", "flow",
        "SELECT d.day, b.district_code, o.delivery, COUNT(*) FROM days d JOIN orders_order o"
        " ON o.placed_at >= d.start_at AND o.placed_at < d.end_at JOIN businesses_business b ON b.id = o.business_id"
        " GROUP BY d.day, b.district_code, o.delivery",
        word=delivery, part_label=_("Pengiriman"), about_few=False, today=True,
    ),
    Measure(
        "done", _("Pesanan selesai"), _("Pesanan yang selesai pada hari itu: penjual mendapat haknya."),
        TRANSFER, "penjualan", "flow", _transfers("COUNT(*)", "earned"), about_few=False, today=True,
    ),
    Measure(
        "sales", _("Penjualan"),
        _("Nilai pesanan yang selesai pada hari itu: barang dan ongkos kirim, sebelum komisi. Sama dengan laporan"
          " bulanan penjual."),
        TRANSFER, "penjualan", "flow", _transfers("SUM(t.amount + t.commission)", "earned"), unit="rupiah",
        about_few=False, today=True,
    ),
    Measure(
        "refunds", _("Pengembalian"),
        _("Uang yang kembali ke pembeli sesudah pesanan selesai, pada hari pengembaliannya."),
        TRANSFER, "penjualan", "flow", _transfers("-SUM(t.amount + t.commission)", "refund"), unit="rupiah",
        about_few=False, today=True,
    ),
    Measure(
        "sellers", _("Penjual aktif"),
        _("Usaha dengan paling sedikit satu pesanan selesai dalam 30 hari sampai hari itu."),
        TRANSFER, "penjualan", "stock",
        "SELECT d.day, b.district_code, '', COUNT(DISTINCT b.id) FROM days d JOIN payments_transfer t"
        " ON t.at >= d.since AND t.at < d.end_at AND t.kind = 'earned'"
        " JOIN businesses_business b ON b.id = t.business_id GROUP BY d.day, b.district_code",
    ),
    Measure(
        "shipped", _("Pesanan dikirim"),
        _("Pesanan yang bungkusan pertamanya diserahkan ke kurir pada hari itu."),
        "orders_shipment", "penjualan", "flow", f"SELECT d.day, b.district_code, '', COUNT(*){SHIPPED}",
        about_few=False,
    ),
    Measure(
        "ship_minutes", _("Menit sampai dikirim"),
        _("Menit dari pembayaran (bayar di tempat: dari pemesanan) sampai bungkusan pertama diserahkan."),
        "orders_shipment, orders_purchase", "penjualan", "flow",
        "SELECT d.day, b.district_code, '', SUM(MINUTES_BETWEEN(COALESCE(u.paid_at, o.placed_at), f.at))" + SHIPPED,
        unit="minutes", about_few=False, shown=False,
    ),
    Measure(
        "complaints", _("Keluhan baru"), _("Keluhan yang diajukan pembeli pada hari itu."),
        "care_complaint", "penjualan", "flow",
        "SELECT d.day, b.district_code, c.reason, COUNT(*) FROM days d JOIN care_complaint c"
        " ON c.opened_at >= d.start_at AND c.opened_at < d.end_at JOIN businesses_business b ON b.id = c.business_id"
        " GROUP BY d.day, b.district_code, c.reason",
        word=reason, part_label=_("Alasan"),
    ),
    Measure(
        "complaints_open", _("Keluhan terbuka"),
        _("Keluhan yang sudah diajukan dan belum berakhir pada akhir hari itu."),
        "care_complaint", "penjualan", "stock",
        "SELECT d.day, b.district_code, c.reason, COUNT(*) FROM days d JOIN care_complaint c"
        " ON c.opened_at < d.end_at AND (c.state NOT IN ('resolved', 'closed', 'withdrawn')"
        " OR c.changed_at >= d.end_at) JOIN businesses_business b ON b.id = c.business_id"
        " GROUP BY d.day, b.district_code, c.reason",
        word=reason, part_label=_("Alasan"),
    ),
    Measure(
        "views", _("Produk dilihat"),
        _("Berapa kali halaman produk dibuka. Mesin, petugas, dan orang usaha itu sendiri tidak dihitung."),
        "traffic_productday", "penjualan", "flow",
        "SELECT d.day, p.district_code, '', SUM(t.views) FROM days d JOIN traffic_productday t ON t.day = d.day"
        " JOIN catalogue_product p ON p.id = t.product_id WHERE t.views > 0 GROUP BY d.day, p.district_code",
        about_few=False, today=True,
    ),
    Measure(
        "cart_adds", _("Masuk keranjang"), _("Berapa kali produk dimasukkan ke keranjang."),
        "traffic_productday", "penjualan", "flow",
        "SELECT d.day, p.district_code, '', SUM(t.cart_adds) FROM days d JOIN traffic_productday t ON t.day = d.day"
        " JOIN catalogue_product p ON p.id = t.product_id WHERE t.cart_adds > 0 GROUP BY d.day, p.district_code",
        about_few=False,
    ),
)  # fmt: skip
