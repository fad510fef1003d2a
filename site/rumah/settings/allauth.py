"""Sign-up and sign-in by Indonesian mobile number or e-mail, with a password or a one-time code."""

ACCOUNT_ADAPTER = "rumah.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "rumah.accounts.forms.LoginForm",
    "signup": "rumah.accounts.forms.SignupForm",
    "request_login_code": "rumah.accounts.forms.RequestLoginCodeForm",
    "reauthenticate": "rumah.accounts.mfa_forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
# Our sign-up form asks for one contact and finds out which it is; the star satisfies allauth's own check only.
ACCOUNT_SIGNUP_FIELDS = ["email*", "phone", "password1"]
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_PHONE_VERIFICATION_MAX_ATTEMPTS = 5
ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 10 * 60
# One code a number each half minute; an office behind one address shares the second figure.
ACCOUNT_RATE_LIMITS = {"verify_phone": "1/30s/key,20/m/ip"}
# Django ends the other sessions when a password changes; this one goes on.
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = "Rumah Kreatif"
# A phone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "activate_totp": "rumah.accounts.mfa_forms.ActivateTOTPForm",
    "authenticate": "rumah.accounts.mfa_forms.AuthenticateForm",
    "reauthenticate": "rumah.accounts.mfa_forms.MfaReauthenticateForm",
    "add_webauthn": "rumah.accounts.mfa_forms.AddWebAuthnForm",
    "edit_webauthn": "rumah.accounts.mfa_forms.EditWebAuthnForm",
}
