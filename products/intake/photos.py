"""Photos named in the products file: found inside one folder, compared by SHA-256, prepared by many processes."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.utils.translation import gettext as _

from products.intake.checking import Reader
from products.intake.comparing import chunks, digests, has_room
from products.intake.grouping import items
from products.intake.preparing import prepare_files
from products.intake.staging import Spool
from rumah.core.errors import DomainError


def locate(folder: Path, name: str) -> Path:
    """Return the file `name` inside `folder`. Raises DomainError for one outside it, or none at all."""
    root = folder.resolve()
    try:
        path = (root / name.replace("\\", "/")).resolve()
        if not path.is_relative_to(root):
            raise DomainError(_("Foto “%(name)s” berada di luar folder foto.") % {"name": name[:80]})
        if path.is_file():
            return path
    except (OSError, ValueError):
        # A name no file system takes is a file that is not there.
        pass
    raise DomainError(_("Foto “%(name)s” tidak ditemukan di folder foto.") % {"name": name[:80]})


def check_photos(reader: Reader, spool: Spool, folder: Path) -> None:
    """Find every named photo and mark those a product does not have yet."""
    for (name,) in spool.db.execute("SELECT DISTINCT name FROM picture"):
        try:
            path = locate(folder, name)
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except DomainError as error:
            say(reader, spool, name, str(error))
        except OSError:
            say(reader, spool, name, _("Foto “%(name)s” tidak dapat dibaca.") % {"name": name[:80]})
        else:
            spool.db.execute("INSERT INTO photo (name, path, digest) VALUES (?, ?, ?)", (name, str(path), digest))
    for chunk in chunks(items(spool)):
        existing = digests(chunk)
        for item in chunk:
            have = existing.get((item.business, item.code), set())
            named = pictures(spool, item.business, item.code)
            if not has_room(have, {digest for _name, digest, _position in named}):
                reader.flaw(item.row, "photos", _("Satu produk memuat paling banyak 12 foto."))
            new = [(name,) for name, digest, _position in named if digest not in have]
            spool.db.executemany("UPDATE photo SET wanted = 1 WHERE name = ?", new)


def pictures(spool: Spool, business: str, code: str) -> list[tuple[str, str, int]]:
    """Return (name, digest, position) of the photos named for a product."""
    sql = (
        "SELECT picture.name, digest, position FROM picture JOIN photo ON photo.name = picture.name"
        " WHERE business = ? AND code = ? ORDER BY position"
    )
    return spool.db.execute(sql, (business, code)).fetchall()


def say(reader: Reader, spool: Spool, name: str, message: str) -> None:
    """Note a flaw at every product that names the photo."""
    for (row,) in spool.db.execute("SELECT row FROM picture WHERE name = ?", (name,)).fetchall():
        reader.flaw(row, "photos", message)


def prepare_photos(
    reader: Reader, spool: Spool, target: Path, *, quick: bool, progress: Callable[[int, int], object]
) -> None:
    """Take in and render every new photo once; results wait as files in `target`, not in memory."""
    wanted = spool.db.execute(
        "SELECT digest, min(path), min(name) FROM photo WHERE wanted = 1 GROUP BY digest ORDER BY digest"
    ).fetchall()
    tasks = [(path, str(target / digest), quick) for digest, path, _name in wanted]
    for done, (message, (digest, _path, _name)) in enumerate(zip(prepare_files(tasks), wanted, strict=True), 1):
        progress(done, len(tasks))
        if message:
            for (name,) in spool.db.execute("SELECT name FROM photo WHERE digest = ?", (digest,)).fetchall():
                say(reader, spool, name, f"{name}: {message}")
