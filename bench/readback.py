"""Reads what chancery export writes with pandas and DuckDB, and prints what they find.

    python3 bench/readback.py DIR

DIR has what these commands write:

    chancery export --format csv --out DIR/ledger.csv
    chancery export --format jsonl --out DIR/ledger.jsonl
    chancery export --format parquet --out DIR/parquet
    chancery export --format gdelt --out DIR/gdelt.tsv
    chancery export --format icews --out DIR/icews.tsv
    chancery export --format polecat --out DIR/polecat.tsv
    chancery export --format phoenix --out DIR/phoenix.tsv

Needs pandas with pyarrow, and duckdb; nothing of the program needs Python.
"""
import sys
from pathlib import Path

import duckdb
import pandas as pd

dir = Path(sys.argv[1])
text = dict(dtype=str, keep_default_na=False)
frames = {
    "csv": pd.read_csv(dir / "ledger.csv", **text),
    "jsonl": pd.read_json(dir / "ledger.jsonl", lines=True, dtype=False),
    "parquet": pd.read_parquet(dir / "parquet"),
    "gdelt": pd.read_csv(dir / "gdelt.tsv", sep="\t", header=None, quoting=3, **text),
    "icews": pd.read_csv(dir / "icews.tsv", sep="\t", quoting=3, **text),
    "polecat": pd.read_csv(dir / "polecat.tsv", sep="\t", quoting=3, **text),
    "phoenix": pd.read_csv(dir / "phoenix.tsv", sep="\t", header=None, quoting=3, **text),
}
want = {"gdelt": 61, "icews": 20, "polecat": 40, "phoenix": 26}
wrong = 0
for name, f in frames.items():
    print(f"pandas  {name:8} {len(f):6} rows {len(f.columns):3} columns")
    wrong += name in want and len(f.columns) != want[name]
wrong += len({len(frames[n]) for n in ("csv", "jsonl", "parquet")}) != 1
wrong += list(frames["csv"]["id"].sort_values()) != list(frames["parquet"]["id"].sort_values())
q = f"SELECT count(*), count(DISTINCT id) FROM read_parquet('{dir}/parquet/*/ledger.parquet', hive_partitioning = true)"
n, ids = duckdb.sql(q).fetchall()[0]
print(f"DuckDB  parquet  {n:6} rows, {ids} ids")
print(duckdb.sql(f"SELECT month, section, count(*) AS rows FROM read_parquet('{dir}/parquet/*/ledger.parquet', hive_partitioning = true) GROUP BY ALL ORDER BY ALL"))
n2 = duckdb.sql(f"SELECT count(*) FROM read_csv('{dir}/ledger.csv', all_varchar = true)").fetchall()[0][0]
print(f"DuckDB  csv      {n2:6} rows")
wrong += n != len(frames["parquet"]) or n2 != n
sys.exit("what was read differs" if wrong else 0)
