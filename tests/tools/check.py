"""Asks each program what the database says, and compares with what SQLite itself says.

Arguments: a folder with figtrace.db, out/ (the exports) and venv/; Datasette's metadata.yaml.
"""

import asyncio
import json
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

FOLDER = Path(sys.argv[1])
METADATA = sys.argv[2]
DATABASE = FOLDER / "figtrace.db"
OUT = FOLDER / "out"
BIN = FOLDER / "venv" / "bin"

base = sqlite3.connect(f"file:{DATABASE}?mode=ro", uri=True)
faults = []
asked = 0


def one(sql, *values):
    """The first cell that SQLite answers."""
    return base.execute(sql, values).fetchone()[0]


def same(what, found, expected):
    """Notes a wrong answer."""
    global asked
    asked += 1
    if found != expected:
        faults.append(f"{what}: {found!r}, not {expected!r}")


def close(what, found, expected):
    """Two binary numbers of different programs."""
    global asked
    asked += 1
    if abs(found - expected) > 1e-9 * max(1.0, abs(expected)):
        faults.append(f"{what}: {found!r}, not {expected!r}")


def run(*command):
    """What a program prints."""
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        faults.append(f"{' '.join(map(str, command))}: {done.stderr.strip()}")
        return ""
    return done.stdout


FIGURES = one("SELECT count(*) FROM figure")
VIEWS = [row[0] for row in base.execute("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name")]
YUAN = one("SELECT sum(value) FROM figure f JOIN unit u ON u.id = f.unit_id WHERE u.code = 'CNY'")
LEVELS = one("SELECT count(*) FROM figure WHERE role = 'level'")
same("the corpus gives figures", FIGURES > 200, True)


def sqlite_itself():
    same("every quote is proved", one("SELECT count(*) FROM provenance WHERE quote_ok = 1"), FIGURES)
    same("facts has every figure", one("SELECT count(*) FROM facts"), FIGURES)
    for view in VIEWS:
        base.execute(f"SELECT * FROM {view} LIMIT 5").fetchall()
    # 15 mu are a hectare, whatever was written.
    odd = one(
        "SELECT count(*) FROM facts WHERE unit IN ('mu', 'har') "
        "AND abs(base_value - value_real * CASE unit WHEN 'mu' THEN 10000.0 / 15 ELSE 10000 END) > 1e-6 * base_value"
    )
    same("areas in base units", odd, 0)
    shell = shutil.which("sqlite3")
    if shell:
        same("sqlite3 shell", run(shell, DATABASE, "SELECT count(*) FROM facts").strip(), str(FIGURES))
    else:
        print("sqlite3: no shell is installed; Python's module, the same library, was asked")


def sqlite_utils():
    tool = BIN / "sqlite-utils"
    rows = json.loads(run(tool, "query", DATABASE, "SELECT count(*) AS n FROM facts WHERE role = 'level'"))
    same("sqlite-utils query", rows, [{"n": LEVELS}])
    found = json.loads(run(tool, "search", DATABASE, "sentence", "poverty"))
    expected = one("SELECT count(*) FROM sentence_fts WHERE sentence_fts MATCH 'poverty'")
    same("sqlite-utils finds the full-text index by itself", len(found), expected)
    same("there is something to search", expected > 0, True)
    views = json.loads(run(tool, "views", DATABASE))
    same("sqlite-utils views", sorted(v["view"] for v in views), VIEWS)


def datasette():
    tool = BIN / "datasette"
    inspected = json.loads(run(tool, "inspect", DATABASE))
    same("datasette inspect", inspected["figtrace"]["tables"]["figure"]["count"], FIGURES)

    from datasette.app import Datasette
    from datasette.utils import parse_metadata

    # The program itself, without its web server: what `datasette --get` does.
    metadata = parse_metadata(Path(METADATA).read_text(encoding="utf-8"))
    server = Datasette([str(DATABASE)], metadata=metadata, settings={"suggest_facets": False})

    async def fetch(path):
        response = await server.client.get(path)
        if response.status_code != 200:
            faults.append(f"datasette {path}: status {response.status_code}")
        return response.json()

    def get(path):
        return asyncio.run(fetch(path))

    facets = get("/figtrace/figure.json?_size=1")["facet_results"]
    roles = {r["value"]: r["count"] for r in facets["role"]["results"]}
    same("datasette facets", roles, dict(base.execute("SELECT role, count(*) FROM figure GROUP BY role")))
    units = {r["label"] for r in facets["unit_id"]["results"]}
    same("datasette labels units", "CNY" in units, True)
    search = get("/figtrace/facts.json?_search=poverty&_size=100&_shape=array")
    expected = one(
        "SELECT count(*) FROM figure WHERE sentence_id IN (SELECT rowid FROM sentence_fts WHERE sentence_fts MATCH 'poverty')"
    )
    same("datasette searches facts", len(search), expected)
    place = one(
        "SELECT region FROM series WHERE role = 'level' GROUP BY region, indicator ORDER BY count(*) DESC, region LIMIT 1"
    )
    indicator = one("SELECT indicator FROM series WHERE region = ? AND role = 'level' LIMIT 1", place)
    speaker = one("SELECT name FROM speaker JOIN figure ON speaker_id = speaker.id LIMIT 1")
    title = one("SELECT title FROM document JOIN figure f ON f.document_id = document.id LIMIT 1")
    questions = {
        "what_is_said_of_a_place": {"place": "China"},
        "what_is_said_with_these_words": {"words": "poverty"},
        "how_did_it_develop": {"indicator": indicator, "place": place},
        "what_is_measured_here": {"place": place},
        "who_says_what": {"speaker": speaker},
        "which_values_of_this_size": {"least": "1", "most": "100000", "unit": "har"},
        "what_is_planned": {"year": "2000"},
        "is_everything_proved": {"title": title},
    }
    known = get("/-/metadata.json")["databases"]["figtrace"]["queries"]
    same("every canned query is asked here", sorted(questions), sorted(known))
    answers = {}
    for name, values in questions.items():
        answers[name] = get(f"/figtrace/{name}.json?{urlencode(values)}&_shape=array")
        same(f"datasette {name} answers", isinstance(answers[name], list) and len(answers[name]) > 0, True)
    same("the proof in datasette", {r["quote_ok"] for r in answers["is_everything_proved"]}, {1})
    areas = [r["base_value"] for r in answers["which_values_of_this_size"]]
    same("areas lie where they were asked for", all(1e4 <= a <= 1e9 for a in areas), True)


def pandas_and_parquet():
    import pandas

    facts = pandas.read_sql("SELECT * FROM facts", base)
    same("pandas reads facts", len(facts), FIGURES)
    close("pandas adds up yuan", facts[facts.unit == "CNY"].value_real.sum(), YUAN)
    parquet = pandas.read_parquet(OUT / "facts.parquet")
    same("pandas reads Parquet", len(parquet), FIGURES)
    same("the columns", list(parquet.columns), list(facts.columns))
    for column in ("uid", "quote", "value", "regions", "period", "sentence"):
        mine, theirs = parquet[column].tolist(), facts[column].tolist()
        pairs = zip(mine, theirs, strict=True)
        wrong = [p for p in pairs if p[0] != p[1] and not (pandas.isna(p[0]) and pandas.isna(p[1]))]
        same(f"column {column}", wrong[:3], [])
    close("yuan in Parquet", parquet[parquet.unit == "CNY"].value_real.sum(), YUAN)
    table = pandas.read_csv(OUT / "facts.csv")
    same("pandas reads CSV", (len(table), list(table.columns)), (FIGURES, list(facts.columns)))
    same("quotes in CSV", table.quote.tolist(), facts.quote.tolist())
    lines = pandas.read_json(OUT / "facts.jsonl", lines=True)
    same("pandas reads JSON Lines", lines.sentence.tolist(), facts.sentence.tolist())

    import pyarrow.parquet

    schema = pyarrow.parquet.read_schema(OUT / "facts.parquet")
    types = {name: str(schema.field(name).type) for name in ("quote", "value_real", "figure_id")}
    same("pyarrow types", types, {"quote": "string", "value_real": "double", "figure_id": "int64"})


def duckdb():
    import duckdb as duck

    def told(connection, source, way):
        rows = dict(connection.execute(f"SELECT role, count(*) FROM {source} GROUP BY role").fetchall())
        same(f"duckdb groups {way}", rows, dict(base.execute("SELECT role, count(*) FROM figure GROUP BY role")))
        total = connection.execute(f"SELECT sum(value_real) FROM {source} WHERE unit = 'CNY'").fetchone()[0]
        close(f"duckdb adds up {way}", total, YUAN)

    connection = duck.connect()
    told(connection, f"'{OUT / 'facts.parquet'}'", "Parquet")
    wrong = connection.execute(f"SELECT count(*) FROM '{OUT / 'provenance.parquet'}' WHERE quote_ok <> 1").fetchone()[0]
    same("duckdb proves", wrong, 0)
    periods = connection.execute(
        f"SELECT count(*) FROM '{OUT / 'series.parquet'}' WHERE begin_day::DATE < DATE '2020-01-01'"
    ).fetchone()[0]
    same("duckdb reads days", periods, one("SELECT count(*) FROM series WHERE begin_day < '2020-01-01'"))
    try:
        connection.execute("INSTALL sqlite; LOAD sqlite")
    except duck.Error:
        print("duckdb: its SQLite extension cannot be fetched here; it was asked through Parquet")
    else:
        connection.execute(f"ATTACH '{DATABASE}' AS figtrace (TYPE sqlite, READ_ONLY)")
        told(connection, "figtrace.facts", "SQLite")


def rdflib():
    import rdflib as rdf

    turtle = rdf.Graph().parse(OUT / "facts.ttl", format="turtle")
    linked = rdf.Graph().parse(OUT / "facts.jsonld", format="json-ld")
    same("both notations have as many triples", len(linked), len(turtle))
    same("and the same ones", set(linked) == set(turtle), True)
    schema = rdf.Namespace("https://schema.org/")
    same("a claim for each figure", len(set(turtle.subjects(rdf.RDF.type, schema.Claim))), FIGURES)
    uid, quote, start, value = base.execute(
        "SELECT uid, quote, start_char, value_exact FROM figure WHERE value_exact NOT LIKE '%/%' ORDER BY id LIMIT 1"
    ).fetchone()
    answer = turtle.query(
        """
        PREFIX schema: <https://schema.org/> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT ?exact ?start ?value ?time WHERE {
          ?figure schema:object/schema:value ?value ; prov:wasGeneratedBy/prov:endedAtTime ?time .
          ?annotation oa:hasBody ?figure ; oa:hasTarget/oa:hasSelector ?quote, ?place .
          ?quote oa:exact ?exact . ?place oa:start ?start }
        """,
        initBindings={"figure": rdf.URIRef(f"urn:figtrace:figure:{uid}")},
    )
    rows = [(str(r.exact), int(r.start), str(r.value), r.time.toPython().year) for r in answer]
    same("SPARQL finds the quote of a value", rows, [(quote, start, value, 2025)])
    # The selectors find the quote in the text again.
    for row in base.execute("SELECT f.uid, d.text FROM figure f JOIN document d ON d.id = f.document_id LIMIT 50"):
        figure = rdf.URIRef(f"urn:figtrace:figure:{row[0]}")
        oa = "http://www.w3.org/ns/oa#"
        selector = {
            name: str(turtle.value(rdf.URIRef(f"{figure}:{part}"), rdf.URIRef(oa + name)))
            for part, name in (
                ("quote", "exact"), ("quote", "prefix"), ("quote", "suffix"), ("position", "start"), ("position", "end"),
            )
        }
        place = row[1][int(selector["start"]):int(selector["end"])]
        same(f"position of {row[0]}", place, selector["exact"])
        whole = selector["prefix"] + selector["exact"] + selector["suffix"]
        same(f"context of {row[0]}", whole in row[1], True)


for check in (sqlite_itself, sqlite_utils, datasette, pandas_and_parquet, duckdb, rdflib):
    began = time.monotonic()
    before = len(faults)
    check()
    state = "sound" if len(faults) == before else "WRONG"
    print(f"{check.__name__}: {state} ({time.monotonic() - began:.1f} s)")

for fault in faults:
    print(f"  {fault}")
print(f"{asked - len(faults)} passed, {len(faults)} failed")
sys.exit(1 if faults or asked < 100 else 0)
