"""Addresses of this face."""

from django.urls import URLPattern, path

from products.simulator import api, biteship, courier_views, midtrans, views, xendit
from products.simulator.charge_views import pay_charge

urlpatterns: list[URLPattern] = [
    path("bayar/<slug:session_id>/", views.pay, name="simulator_pay"),
    path("stripe/v1/checkout/sessions", api.create_session),
    path("stripe/v1/checkout/sessions/<slug:session_id>", api.retrieve_session),
    path("stripe/v1/checkout/sessions/<slug:session_id>/expire", api.expire_session),
    path("stripe/v1/refunds", api.refunds_of),
    path("stripe/v1/refunds/<slug:refund_id>", api.retrieve_refund),
    path("stripe/v1/<path:rest>", api.unknown),
    path("tagihan/<slug:name>/", pay_charge, name="simulator_charge"),
    path("midtrans/v2/charge", midtrans.charge),
    path("midtrans/v2/<slug:name>/status", midtrans.status),
    path("midtrans/v2/<slug:name>/expire", midtrans.expire),
    path("midtrans/v2/<slug:name>/refund", midtrans.refund),
    path("xendit/v2/invoices", xendit.invoices),
    path("xendit/v2/invoices/<slug:name>", xendit.invoice),
    path("xendit/invoices/<slug:name>/expire!", xendit.expire),
    path("xendit/refunds", xendit.refunds),
    path("xendit/refunds/<slug:name>", xendit.refund),
    path("kurir/<slug:number>/", courier_views.parcel, name="simulator_parcel"),
    path("biteship/v1/rates/couriers", biteship.rates),
    path("biteship/v1/orders", biteship.create_order),
    path("biteship/v1/orders/<slug:number>", biteship.retrieve_order),
]
