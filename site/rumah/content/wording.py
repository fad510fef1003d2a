"""What the home page says until an editor says it better: in Indonesian, and in English."""

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

HOME_EN: dict[str, Any] = {
    "guides": "Permits, product photos, prices and selling, one step at a time.",
    "body": [
        (
            "hero",
            {
                "title": "Made in Banyuwangi, straight from the makers",
                "text": "Buy from small businesses that have been checked. Do you own one? Show your products here and "
                "get mentoring at no cost.",
                "links": [
                    {"label": "See products", "url": "/produk/"},
                    {"label": "Register your business", "url": "/akun/daftar/"},
                ],
            },
        ),
        ("categories", {"heading": "Browse by category"}),
        ("products", {"heading": "New on the shelf", "slugs": [], "count": 8}),
        ("businesses", {"heading": "Meet the makers", "slugs": [], "count": 6}),
        (
            "cards",
            {
                "heading": "For business owners",
                "cards": [
                    {
                        "title": "Show your products",
                        "text": "A photo, a name, a price and the stock are enough to begin.",
                        "url": "/toko-saya/",
                    },
                    {
                        "title": "Book mentoring",
                        "text": "Photos, packaging, permits and marketing. Choose the hour that suits you.",
                        "url": "/pendampingan/",
                    },
                    {
                        "title": "Read the guides",
                        "text": "Short steps that you can do right away with your phone.",
                        "url": "/panduan/",
                    },
                ],
            },
        ),
        ("guides", {"heading": "Newest guides", "count": 3}),
    ],
}
