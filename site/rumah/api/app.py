"""The API: what it offers, in one place. Its OpenAPI document is at /api/v1/openapi.json."""

from ninja import NinjaAPI

from rumah.api import catalogue, problems, purchases, sessions

api = NinjaAPI(
    title="Rumah Kreatif",
    version="1",
    description="Products and businesses to browse, purchases to place, mentoring sessions to book. "
    "Prices are integer rupiah; times are ISO 8601 with offset; errors are application/problem+json.",
    # The interactive page would load scripts from another host.
    docs_url=None,
    urls_namespace="api",
)
problems.register(api)
api.add_router("", catalogue.router, tags=["catalogue"])
api.add_router("", purchases.router, tags=["purchases"])
api.add_router("", sessions.router, tags=["mentoring"])
