"""The importer keeps nothing that grows with the file in memory."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Reading, checking and the error file of rows that are all wrong: whatever is kept of a row is kept of each of them.
CHILD = """
import resource, sys
sys.path[:0] = [ROOT, ROOT + "/site"]
import django
django.setup()
from pathlib import Path
from products.intake import reading
from products.intake.checking import Reader
from products.intake.errors_file import write_errors
from products.intake.grouping import check_groups
from products.intake.staging import Spool
with Spool() as spool:
    reader = Reader(spool, reading.inspect(Path(sys.argv[1])), "product")
    reader.read(lambda row: None)
    check_groups(reader, {})
    assert write_errors(spool, reader.source, "product")
    print(spool.flaw_count(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def peak(folder: Path, rows: int) -> tuple[int, int]:
    """Return how many flaws were found in a file of `rows` wrong rows, and the most megabytes that took."""
    path = folder / f"{rows}.csv"
    with path.open("w") as out:
        out.write("kode_usaha;kode_produk;nama_produk;kategori;uraian;harga;berat_g;foto\r\n")
        for number in range(rows):
            out.write(f"U{number % 90};P{number};Keripik {number};keripik;{'renyah ' * 100};x;200;{number}.jpg\r\n")
    child = f"ROOT = {str(ROOT)!r}\n{CHILD}"
    done = subprocess.run([sys.executable, "-c", child, str(path)], capture_output=True, text=True, check=True)
    flaws, megabytes = done.stdout.split()[-2:]
    return int(flaws), int(megabytes)


def test_ten_times_the_rows_take_the_same_memory(tmp_path: Path) -> None:
    (few, small), (many, large) = peak(tmp_path, 2_000), peak(tmp_path, 20_000)
    assert (few, many) == (4_000, 40_000)
    # The file itself is 14 MB larger.
    assert large - small < 8
