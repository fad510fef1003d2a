"""Steps between sign-in and being in."""

from typing import Any

from allauth.account.stages import EmailVerificationStage


class EmailStage(EmailVerificationStage):
    """Ask for the code sent by e-mail only where there is an address: a phone number alone is enough here."""

    def handle(self) -> tuple[Any, bool]:
        """Pass over people who signed up by phone, the made-up ones that hide who is known included."""
        user = self.login.user
        if (user and not user.email) or (not user and not self.login.email):
            return None, True
        answer: tuple[Any, bool] = super().handle()
        return answer
