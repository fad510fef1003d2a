"""Six guides for owners, in the words of the house."""

from datetime import datetime, timedelta

from wagtail.models import Locale

from rumah.content.found import ENGLISH, translate
from rumah.content.guides import block, publish_guide

# Title, introduction, the service that helps with it, paragraphs.
GUIDES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("Foto produk dengan ponsel", "Cahaya jendela dan selembar karton sudah cukup.", "foto-produk", (
        "## Cari cahaya", "Letakkan produk di dekat jendela pada pagi hari. Matikan lampu kilat.",
        "## Latar yang tenang", "Pakai karton putih atau kain polos. Jangan ada barang lain di belakangnya.",
        "## Tiga foto", "Ambil satu foto utuh, satu dari dekat, dan satu beserta kemasannya.")),
    ("Label pangan yang lengkap", "Apa saja yang harus tertulis pada kemasan makanan.", "desain-kemasan", (
        "## Yang wajib", "Nama produk, bahan, berat bersih, nama dan alamat produsen, kode produksi.",
        "## Kedaluwarsa", "Tulis Baik digunakan sebelum, lalu tanggal, bulan, dan tahun.",
        "## Nomor izin", "Cantumkan nomor P-IRT atau BPOM, dan nomor sertifikat halal bila sudah ada.")),
    ("Mengurus P-IRT", "Izin edar untuk pangan rumahan, dari penyuluhan sampai nomor terbit.", "", (
        "## Siapkan NIB", "NIB terdiri dari 13 angka dan dibuat lewat OSS tanpa biaya.",
        "## Ikuti penyuluhan", "Dinas Kesehatan mengadakan penyuluhan keamanan pangan.",
        "## Catat masa berlaku", "P-IRT berlaku lima tahun. Rumah Kreatif mengingatkan sebelum habis.")),
    ("Menghitung harga pokok", "Supaya tahu berapa untung setiap bungkus.", "pemasaran-digital", (
        "## Catat semua bahan", "Bahan, kemasan, gas, dan ongkos orang. Bagi dengan jumlah bungkus.",
        "## Tambahkan untung", "Untung yang wajar membuat usaha bisa bertahan pada bulan sepi.")),
    ("Menulis uraian produk", "Tiga kalimat yang menjawab pertanyaan pembeli.", "pemasaran-digital", (
        "## Apa isinya", "Sebut bahan utama dan rasa. Tulis apa adanya.",
        "## Berapa dan tahan berapa lama", "Sebut berat, ukuran, dan cara menyimpan.",
        "## Siapa yang membuat", "Satu kalimat tentang desa dan tangan yang membuatnya.")),
    ("Mengemas agar sampai utuh", "Cara membungkus keripik, botol, dan gerabah.", "desain-kemasan", (
        "## Ruang kosong", "Isi ruang kosong dengan kertas. Barang tidak boleh bergeser.",
        "## Botol dan gerabah", "Bungkus satu per satu, lalu pakai dus dua lapis.")),
)  # fmt: skip


# By the Indonesian title: title, introduction and paragraphs.
IN_ENGLISH: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "Foto produk dengan ponsel": ("Product photos with a phone", "Window light and a sheet of card are enough.", (
        "## Find the light", "Put the product near a window in the morning. Turn the flash off.",
        "## A calm background", "Use white card or plain cloth. Leave nothing else behind the product.",
        "## Three photos", "Take one of the whole, one from close by, and one with its packaging.")),
    "Mengemas agar sampai utuh": ("Packing so that it arrives whole", "How to wrap crisps, bottles and pottery.", (
        "## Empty space", "Fill empty space with paper. Nothing may move.",
        "## Bottles and pottery", "Wrap each one by itself, then use a box of two layers.")),
}  # fmt: skip


def write(*, now: datetime) -> None:
    """Publish the guides, one every three weeks, and two of them in English."""
    english = Locale.objects.get(language_code=ENGLISH)
    for at, (title, intro, service, paragraphs) in enumerate(GUIDES):
        page = publish_guide(
            title=title, intro=intro, body_paragraphs=paragraphs, service_slug=service,
            published_at=now - timedelta(weeks=3 * (at + 1)),
        )  # fmt: skip
        if title in IN_ENGLISH:
            title_en, intro_en, texts = IN_ENGLISH[title]
            translate(page, english, title=title_en, intro=intro_en, body=[block(text) for text in texts])
