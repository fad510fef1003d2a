"""What the plain pages say until an editor says it better. A paragraph that starts with `## ` is a heading."""

from typing import NamedTuple


class Plain(NamedTuple):
    """One page: the last part of its address, and in Indonesian and English its title and paragraphs."""

    slug: str
    title: str
    title_en: str
    text: tuple[str, ...]
    text_en: tuple[str, ...]


PLAIN: tuple[Plain, ...] = (
    Plain(
        "tentang",
        "Tentang kami",
        "About us",
        (
            (
                "Rumah Kreatif mempertemukan pembeli dengan usaha mikro, kecil, dan menengah, dan mempertemukan "
                "pemilik usaha dengan pendamping."
            ),
            "Produk tampil setelah usahanya diperiksa petugas. Harga, stok, dan pengiriman ditentukan penjual.",
            "Pendampingan untuk pemilik usaha tidak berbayar: kemasan, foto, izin, dan pemasaran.",
        ),
        (
            (
                "Rumah Kreatif brings buyers together with micro, small and medium businesses, and business owners "
                "together with mentors."
            ),
            "Products appear once staff have checked the business. Sellers decide on price, stock and delivery.",
            "Mentoring for business owners is free of charge: packaging, photos, permits and marketing.",
        ),
    ),
    Plain(
        "cara-belanja",
        "Cara belanja",
        "How to buy",
        (
            "Anda tidak perlu akun untuk belanja.",
            "## Pilih barang",
            (
                "Buka halaman produk dan masukkan barang ke keranjang. Satu keranjang boleh berisi "
                "barang dari beberapa penjual."
            ),
            "## Isi alamat dan pilih pengiriman",
            ("Tulis nama, nomor HP, dan alamat. Ongkos kirim setiap penjual terlihat sebelum Anda memesan."),
            "## Bayar",
            (
                "Pilih cara bayar yang tersedia. Bayar sebelum batas waktu yang tertulis di halaman pesanan. "
                "Lewat batas itu pesanan kedaluwarsa dan tidak ada uang yang diambil."
            ),
            "## Pantau pesanan",
            ("Simpan tautan pesanan dari pesan konfirmasi. Halaman itu selalu menunjukkan keadaan pesanan Anda."),
            "## Bila ada masalah",
            (
                "Ajukan keluhan dari halaman pesanan. Penjual punya waktu tiga hari untuk menjawab; "
                "setelah itu petugas yang memutuskan."
            ),
        ),
        (
            "You need no account to buy.",
            "## Choose",
            "Open a product's page and add it to the cart. One cart may hold things from several sellers.",
            "## Give your address and choose delivery",
            ("Write your name, mobile number and address. You see each seller's delivery fee before you order."),
            "## Pay",
            (
                "Choose one of the ways to pay. Pay before the time on your order's page. After that the order "
                "expires and no money is taken."
            ),
            "## Follow your order",
            "Keep the link in the confirmation. Its page always shows how your order stands.",
            "## If something is wrong",
            ("Make a complaint on your order's page. The seller has three days to answer; after that staff decide."),
        ),
    ),
    Plain(
        "bantuan",
        "Bantuan dan pengaduan",
        "Help and complaints",
        (
            "Nomor dan alamat kami tertulis di bagian bawah setiap halaman.",
            "## Tentang pesanan",
            (
                "Buka tautan pesanan Anda, lalu pilih Ajukan keluhan. Uang Anda ditahan sampai "
                "keluhan selesai. Penjual menjawab paling lama tiga hari; setelah itu petugas yang memutuskan."
            ),
            "## Tentang produk",
            "Tanyakan langsung kepada penjual lewat WhatsApp di halaman produknya.",
            "## Tentang pendampingan atau akun",
            ("Hubungi kami lewat WhatsApp di bagian bawah halaman, atau datang ke Rumah Kreatif."),
            "## Pengaduan konsumen",
            (
                "Anda juga dapat mengadu ke Direktorat Jenderal Perlindungan Konsumen dan Tertib "
                "Niaga, Kementerian Perdagangan."
            ),
        ),
        (
            "Our number and address stand at the bottom of every page.",
            "## About an order",
            (
                "Open your order's link and choose to make a complaint. Your money is held until the "
                "complaint ends. The seller answers within three days; after that staff decide."
            ),
            "## About a product",
            "Ask the seller by WhatsApp on the product's page.",
            "## About mentoring or your account",
            ("Reach us by WhatsApp at the bottom of the page, or come to Rumah Kreatif."),
            "## Consumer complaints",
            (
                "You may also complain to the Directorate General of Consumer Protection and "
                "Trade Order, Ministry of Trade."
            ),
        ),
    ),
    Plain(
        "syarat",
        "Syarat layanan",
        "Terms of service",
        (
            "## Pembeli",
            (
                "Pesanan berlaku setelah dibayar sebelum batas waktunya. Jika tidak dibayar, pesanan kedaluwarsa dan "
                "stok kembali dapat dibeli orang lain."
            ),
            "## Penjual",
            (
                "Penjual menjaga agar keterangan, izin, harga, dan stok produknya benar, dan mengirim pesanan yang "
                "sudah diterimanya."
            ),
        ),
        (
            "## Buyers",
            "An order holds once it is paid before its time is up. Unpaid, it expires and others may buy the stock.",
            "## Sellers",
            "Sellers keep descriptions, permits, prices and stock correct, and send the orders they have accepted.",
        ),
    ),
    Plain(
        "privasi",
        "Privasi",
        "Privacy",
        (
            (
                "Untuk mengirim pesanan kami menyimpan nama, nomor HP, dan alamat penerima; penjual melihatnya untuk "
                "pesanan yang dibeli darinya."
            ),
            (
                "Berkas izin usaha hanya dapat dibuka pemilik usaha dan petugas pemeriksa. Kami tidak memasang pelacak "
                "dan tidak memuat apa pun dari pihak lain di halaman ini."
            ),
        ),
        (
            (
                "To deliver an order we keep the receiver's name, mobile number and address; a seller sees them for "
                "the orders bought there."
            ),
            (
                "Only a business's owners and the staff who check it can open its permits. We use no trackers and load "
                "nothing from others on this page."
            ),
        ),
    ),
)
