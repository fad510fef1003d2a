"""Invented people who buy, and where their parcels go."""

BUYERS = (
    "Anisa Rahmawati", "Bima Aditya", "Citra Maharani", "Dian Puspitasari", "Eka Saputra", "Farah Nabila",
    "Galih Pratama", "Hana Safitri", "Iwan Setiawan", "Joko Susilo", "Kartika Sari", "Lukman Hakim", "Maya Anggraini",
    "Nanda Prasetya", "Oki Firmansyah", "Putri Ayuningtyas", "Reza Mahendra", "Sinta Dewi", "Tono Wijaya",
    "Utami Lestari", "Vina Oktaviani", "Wawan Kurniawan", "Yanti Marlina", "Zahra Amalia", "Komang Ayu", "Made Wirawan",
    "Siti Khadijah", "Yohanes Tan", "Rudi Hartanto", "Melati Kusuma",
)  # fmt: skip
STREETS = (
    "Jalan Melati", "Jalan Ahmad Yani", "Jalan Diponegoro", "Jalan Kenanga", "Jalan Sudirman", "Jalan Merdeka",
    "Perum Griya Asri Blok C", "Gang Mawar", "Jalan Pahlawan", "Jalan Gajah Mada",
)  # fmt: skip
# Kecamatan in Banyuwangi first, then East Java, Bali, the rest of Java and other islands.
TOWNS = (
    "35.10.16", "35.10.16", "35.10.09", "35.10.05", "35.10.13", "35.09.21", "35.78.08", "35.73.04", "35.12.10",
    "51.71.01", "51.03.05", "31.74.06", "32.73.05", "33.74.07", "34.71.03", "73.71.10", "12.71.12", "64.72.02",
)  # fmt: skip
