"""The definitions as a page of docs/: written from the measures, so that it cannot say anything else."""

from django.utils import translation

from rumah.figures.measures import all_measures

KINDS = {"flow": "per hari", "stock": "keadaan akhir hari"}
BEGIN, END = "<!-- definisi -->", "<!-- /definisi -->"


def table() -> str:
    """Return the table of all measures in Indonesian Markdown."""
    with translation.override("id"):
        rows = [
            f"| `{one.code}` | {one.label} | {KINDS[one.kind]} | {one.says} | {one.part_label or '–'} | {one.tables} |"
            for one in all_measures().values()
        ]
    return "\n".join(["| kode | angka | jenis | yang dihitung | menurut | tabel |", "|---|---|---|---|---|---|", *rows])


def written_into(text: str) -> str:
    """Return the page with the table in its place. Raises ValueError for a page without one."""
    head, _begin, rest = text.partition(BEGIN)
    _old, end, tail = rest.partition(END)
    if not end:
        raise ValueError(f"the page has no {BEGIN} … {END}")
    return f"{head}{BEGIN}\n{table()}\n{END}{tail}"
