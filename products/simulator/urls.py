"""Addresses of this face."""

from django.urls import URLPattern, path

from products.simulator import api, biteship, views

urlpatterns: list[URLPattern] = [
    path("bayar/<slug:session_id>/", views.pay, name="simulator_pay"),
    path("stripe/v1/checkout/sessions", api.create_session),
    path("stripe/v1/checkout/sessions/<slug:session_id>", api.retrieve_session),
    path("stripe/v1/checkout/sessions/<slug:session_id>/expire", api.expire_session),
    path("stripe/v1/refunds", api.refunds_of),
    path("stripe/v1/refunds/<slug:refund_id>", api.retrieve_refund),
    path("stripe/v1/<path:rest>", api.unknown),
    path("biteship/v1/rates/couriers", biteship.rates),
    path("biteship/v1/orders", biteship.create_order),
    path("biteship/v1/orders/<slug:number>", biteship.retrieve_order),
]
