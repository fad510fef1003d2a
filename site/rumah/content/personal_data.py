"""What the editors' tools of others hold on staff: who wrote, asked, decided and uploaded what."""

from django.utils.translation import gettext_lazy as _

from rumah.core.personal_data import Erasure, Ground, Held, Term, holds

# Table → the lookups to its person, and what the person gets.
WORK: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "content.HomePage": (("owner", "locked_by"), ("title",)),
    "content.GuideIndexPage": (("owner", "locked_by"), ("title",)),
    "content.GuidePage": (("owner", "locked_by"), ("title",)),
    "content.PlainPage": (("owner", "locked_by"), ("title",)),
    "wagtailcore.Page": (("owner", "locked_by"), ("title",)),
    "wagtailcore.Revision": (("user",), ("object_str", "created_at")),
    "wagtailcore.ModelLogEntry": (("user",), ("label", "action", "timestamp")),
    "wagtailcore.PageLogEntry": (("user",), ("label", "action", "timestamp")),
    "wagtailcore.WorkflowState": (("requested_by",), ("status", "created_at")),
    "wagtailcore.TaskState": (("finished_by",), ("status", "comment", "finished_at")),
    "wagtailcore.Comment": (("user", "resolved_by"), ("created_at",)),
    "wagtailcore.CommentReply": (("user",), ("text", "created_at")),
    "wagtailcore.PageSubscription": (("user",), ("page__title",)),
    "wagtailcore.UploadedFile": (("uploaded_by_user",), ("file",)),
    "wagtaildocs.Document": (("uploaded_by_user",), ("title", "created_at")),
    "wagtailimages.Image": (("uploaded_by_user",), ("title", "created_at")),
    "wagtailadmin.EditingSession": (("user",), ("last_seen_at",)),
    "wagtailadmin.FormState": (("user",), ("last_updated_at",)),
    "wagtailusers.UserProfile": (("user",), ("preferred_language", "current_time_zone", "avatar")),
}


def declare() -> None:
    """Tell the register."""
    holds(
        *(
            Held(
                model=model, what=_("Pekerjaan di ruang petugas"), purpose=_("Mengelola isi situs"),
                ground=Ground.PUBLIC_TASK, erasure=Erasure.ANONYMISE, term=Term.TRAIL, of=of, fields=fields,
            )
            for model, (of, fields) in WORK.items()
        )
    )  # fmt: skip
