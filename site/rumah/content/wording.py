"""What the first pages say until an editor says it better. Indonesian, as all content begins."""

from typing import Any

HOME: dict[str, Any] = {
    "guides": "Cara mengurus izin, memotret produk, menghitung harga, dan berjualan, selangkah demi selangkah.",
    "body": [
        (
            "hero",
            {
                "title": "Buatan Banyuwangi, langsung dari pembuatnya",
                "text": "Belanja dari usaha kecil yang sudah diperiksa. Punya usaha? Pasang produk Anda dan "
                "dapatkan pendampingan tanpa biaya.",
                "links": [
                    {"label": "Lihat produk", "url": "/produk/"},
                    {"label": "Daftarkan usaha Anda", "url": "/akun/daftar/"},
                ],
            },
        ),
        ("categories", {"heading": "Cari menurut kategori"}),
        ("products", {"heading": "Baru di rak", "slugs": [], "count": 8}),
        ("businesses", {"heading": "Kenali pembuatnya", "slugs": [], "count": 6}),
        (
            "cards",
            {
                "heading": "Untuk pemilik usaha",
                "cards": [
                    {
                        "title": "Tampilkan produk",
                        "text": "Foto, nama, harga, dan stok sudah cukup untuk mulai.",
                        "url": "/toko-saya/",
                    },
                    {
                        "title": "Pesan pendampingan",
                        "text": "Foto, kemasan, izin, sampai pemasaran. Pilih jam yang cocok untuk Anda.",
                        "url": "/pendampingan/",
                    },
                    {
                        "title": "Baca panduan",
                        "text": "Langkah singkat yang bisa langsung dikerjakan dari HP.",
                        "url": "/panduan/",
                    },
                ],
            },
        ),
        ("guides", {"heading": "Panduan terbaru", "count": 3}),
    ],
}

PLAIN: list[tuple[str, str, list[str]]] = [
    (
        "tentang",
        "Tentang kami",
        [
            (
                "Rumah Kreatif mempertemukan pembeli dengan usaha mikro, kecil, dan menengah, dan "
                "mempertemukan pemilik usaha dengan pendamping."
            ),
            "Produk tampil setelah usahanya diperiksa petugas. Harga, stok, dan pengiriman ditentukan penjual.",
        ],
    ),
    (
        "syarat",
        "Syarat layanan",
        [
            "## Pembeli",
            (
                "Pesanan berlaku setelah dibayar sebelum batas waktunya. Jika tidak dibayar, pesanan kedaluwarsa dan "
                "stok kembali dapat dibeli orang lain."
            ),
            "## Penjual",
            (
                "Penjual menjaga agar keterangan, izin, harga, dan stok produknya benar, dan mengirim pesanan "
                "yang sudah diterimanya."
            ),
        ],
    ),
    (
        "privasi",
        "Privasi",
        [
            (
                "Untuk mengirim pesanan kami menyimpan nama, nomor HP, dan alamat penerima; penjual melihatnya untuk "
                "pesanan yang dibeli darinya."
            ),
            (
                "Berkas izin usaha hanya dapat dibuka pemilik usaha dan petugas pemeriksa. Kami tidak memasang pelacak "
                "dan tidak memuat apa pun dari pihak lain di halaman ini."
            ),
        ],
    ),
]
