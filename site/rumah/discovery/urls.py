"""Addresses of this room."""

from django.urls import path

from rumah.discovery import card_views, feeds, maps, shop_feed_views

urlpatterns = [
    path("robots.txt", maps.robots, name="robots"),
    path("sitemap.xml", maps.index, name="sitemap"),
    path("peta/<str:kind>-<int:number>.xml", maps.part, name="sitemap_part"),
    path("kartu/<str:kind>/<slug:slug>.jpg", card_views.card, name="card"),
    path("umpan/produk.xml", feeds.products, name="feed_products"),
    path("umpan/kategori/<slug:slug>.xml", feeds.category, name="feed_category"),
    path("umpan/panduan.xml", feeds.guides, name="feed_guides"),
    path("umpan/kegiatan.xml", feeds.events, name="feed_events"),
    path("umpan/google.xml", shop_feed_views.google, name="feed_google"),
    path("umpan/facebook.csv", shop_feed_views.facebook, name="feed_facebook"),
    path("umpan/usaha/<slug:slug>.xml", shop_feed_views.business, name="feed_business"),
]
