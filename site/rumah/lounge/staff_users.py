"""Wagtail's list of users, with our forms: people here have one name, and a phone number or an e-mail address."""

from wagtail.users.apps import WagtailUsersAppConfig


class StaffUsersConfig(WagtailUsersAppConfig):
    """Names the viewset that knows our `User`."""

    user_viewset = "rumah.lounge.users.UserViewSet"
