#!/usr/bin/env python3
"""Cuts the power under `figtrace ingest`, again and again, and looks for what is lost.

As root on Linux, with a figtrace that is built:

    python3 tests/powerloss/run.py target/release/figtrace
    python3 tests/powerloss/run.py --control          what the same rounds say of an unsafe writer
    python3 tests/powerloss/run.py --full target/release/figtrace     a disk that is full

README.md beside this file says what a cut is and what it does not show.
"""

import argparse
import contextlib
import fcntl
import json
import os
import random
import select
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time

# _IOR('X', 125, __u32): ext4 stops at once, as it does on a fatal error. 1: the journal is written
# first; 2: not even that.
EXT4_IOC_SHUTDOWN = 0x8004587D
LOG_FLUSH, NO_LOG_FLUSH = 1, 2

IMAGE_BYTES = 512 << 20
ARTICLES = 6000

# A writer like figtrace's own, but for the pragma; prints a path when its transaction is committed.
CONTROL = """
import sqlite3, sys
path, synchronous, batch = sys.argv[1], sys.argv[2], int(sys.argv[3])
conn = sqlite3.connect(path, isolation_level=None)
conn.execute("PRAGMA journal_mode = WAL")
conn.execute("PRAGMA synchronous = " + synchronous)
conn.execute("CREATE TABLE IF NOT EXISTS capture (id INTEGER PRIMARY KEY, path TEXT UNIQUE, text TEXT)")
start = conn.execute("SELECT count(*) FROM capture").fetchone()[0]
for first in range(start, start + 100000, batch):
    conn.execute("BEGIN")
    names = ["n.jsonl#%d" % n for n in range(first, first + batch)]
    conn.executemany("INSERT INTO capture (path, text) VALUES (?, ?)", [(n, n * 200) for n in names])
    conn.execute("COMMIT")
    for name in names:
        print("figtrace: %s: new" % name, file=sys.stderr, flush=True)
"""


def article(number):
    text = (
        f"Town {number} reports. Output in Hebei rose {number % 30}.{number % 10}% to "
        f"{number * 7 + 3} million yuan in 2024.\nThe “Green Belt” project, begun in 2019, planted "
        f"{number * 100 + 1} trees on {number} hectares."
    )
    return json.dumps({"id": f"a{number}", "date": "2025-01-05", "text": text}, ensure_ascii=False)


def call(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


class Disk:
    """An ext4 file system in a file."""

    def __init__(self, folder):
        self.image = os.path.join(folder, "image")
        self.root = os.path.join(folder, "mounted")
        os.mkdir(self.root)
        with open(self.image, "wb") as file:
            file.truncate(IMAGE_BYTES)
        call("mkfs.ext4", "-q", "-F", self.image)

    def mount(self):
        call("mount", "-o", "loop", self.image, self.root)

    def unmount(self):
        for _ in range(100):
            if subprocess.run(["umount", self.root], stderr=subprocess.DEVNULL).returncode == 0:
                return
            time.sleep(0.05)
        raise SystemExit(f"{self.root} cannot be unmounted")

    def cut(self, flag):
        folder = os.open(self.root, os.O_RDONLY)
        try:
            fcntl.ioctl(folder, EXT4_IOC_SHUTDOWN, struct.pack("I", flag))
        finally:
            os.close(folder)


def until_cut(command, disk, moment, lines_wanted, flag):
    """Runs `command`; cuts at `moment` seconds or after some lines. Answers the paths that it called
    stored before the cut: lines that were read, not those that still lay in the pipe."""
    child = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    begun, said = time.monotonic(), b""
    pipe = child.stderr.fileno()
    while time.monotonic() - begun < moment and said.count(b"\n") < lines_wanted:
        ready, _, _ = select.select([pipe], [], [], 0.002)
        if ready:
            piece = os.read(pipe, 1 << 16)
            if not piece:
                break
            said += piece
    at_work = child.poll() is None
    disk.cut(flag)
    child.kill()
    child.communicate()
    stored = set()
    for line in said.decode().split("\n")[:-1]:
        head, _, outcome = line.rpartition(": ")
        if outcome in ("new", "unchanged"):
            stored.add(head.removeprefix("figtrace: "))
    return stored, at_work


def paths(database):
    if not os.path.exists(database):
        return set()
    with contextlib.closing(sqlite3.connect(database)) as conn:
        there = conn.execute("SELECT count(*) FROM sqlite_master WHERE name = 'capture'").fetchone()[0]
        return {row[0] for row in conn.execute("SELECT path FROM capture")} if there else set()


def rounds(options, folder):
    chance = random.Random(options.seed)
    disk = Disk(folder)
    lines = os.path.join(folder, "n.jsonl")
    with open(lines, "w", encoding="utf-8") as file:
        file.writelines(article(number) + "\n" for number in range(ARTICLES))
    database = os.path.join(disk.root, "k.db")
    called, counted, lost_rounds, idle, unsound = set(), 0, 0, 0, 0
    for number in range(options.rounds):
        batch = chance.choice([4, 16, 64, 512])
        flag = chance.choice([LOG_FLUSH, NO_LOG_FLUSH])
        moment = chance.uniform(0.02, options.seconds)
        wanted = chance.choice([1, 40, 400, 10**9])
        if options.control:
            command = [sys.executable, "-c", CONTROL, database, options.control, str(batch)]
        else:
            command = [
                options.figtrace, "ingest", "--verbose", lines, "--db", database, "--batch", str(batch),
                "--captured-at", "2025-06-01T00:00:00Z",
            ]  # fmt: skip
        disk.mount()
        stored, at_work = until_cut(command, disk, moment, wanted, flag)
        disk.unmount()
        called |= stored
        counted += len(stored)
        idle += not at_work
        disk.mount()
        try:
            kept = paths(database)
        except sqlite3.DatabaseError as error:
            print(f"round {number}: the database is damaged ({error})")
            kept, unsound = set(), unsound + 1
        missing = called - kept
        lost_rounds += bool(missing)
        verdict = f"{len(missing)} LOST" if missing else "nothing lost"
        if not options.control and kept:
            proof = subprocess.run([options.figtrace, "verify", "--db", database], capture_output=True, text=True)
            if proof.returncode:
                unsound += 1
                verdict += f"; verify: {proof.stdout}{proof.stderr}"
        print(f"round {number}: batch {batch}, flag {flag}, {len(stored)} called stored, {len(kept)} there, {verdict}")
        if missing or len(kept) >= ARTICLES - 600 or chance.random() < 0.2:
            for name in os.listdir(disk.root):
                if name.startswith("k.db"):
                    os.remove(os.path.join(disk.root, name))
            called = set()
        disk.unmount()
    print(
        f"{options.rounds} rounds ({idle} after the end of the run), {counted} articles called stored before a cut, "
        f"{lost_rounds} rounds with loss, {unsound} with damage"
    )
    return lost_rounds + unsound


def full(options, folder):
    """A small disk fills up; more room, and the same command goes on."""
    root = os.path.join(folder, "small")
    os.mkdir(root)
    call("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", root)
    try:
        lines, database = os.path.join(folder, "n.jsonl"), os.path.join(root, "k.db")
        with open(lines, "w", encoding="utf-8") as file:
            file.writelines(article(number) + "\n" for number in range(2000))
        command = [options.figtrace, "ingest", "-q", lines, "--db", database, "--batch", "32"]
        first = subprocess.run(command, capture_output=True, text=True)
        print(f"full: status {first.returncode}: {first.stderr.strip()}")
        kept = len(paths(database))
        call("mount", "-o", "remount,size=200m", root)
        proof = subprocess.run([options.figtrace, "verify", "--db", database], capture_output=True, text=True)
        print(proof.stdout.strip(), proof.stderr.strip())
        second = subprocess.run(command, capture_output=True, text=True)
        with contextlib.closing(sqlite3.connect(database)) as conn:
            documents = conn.execute("SELECT count(*) FROM document").fetchone()[0]
        print(f"{kept} were kept; with more room {documents} documents, status {second.returncode}")
        well = first.returncode == 2 and "no space left" in first.stderr and proof.returncode == 0
        return 0 if well and second.returncode == 0 and documents == 2000 else 1
    finally:
        call("umount", root)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("figtrace", nargs="?", help="the program")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=1.0, help="longest time before a cut")
    parser.add_argument("--seed", type=int, default=20256)
    parser.add_argument("--control", nargs="?", const="OFF", metavar="SYNCHRONOUS", help="run the unsafe writer")
    parser.add_argument("--full", action="store_true", help="fill a small disk instead")
    options = parser.parse_args()
    if not options.control and not options.figtrace:
        parser.error("name the figtrace to run, or --control")
    if os.geteuid() != 0 or not shutil.which("mkfs.ext4"):
        raise SystemExit("this needs root and mkfs.ext4: it mounts a file system of its own")
    with tempfile.TemporaryDirectory() as folder:
        options.figtrace = options.figtrace and os.path.abspath(options.figtrace)
        return min(1, (full if options.full else rounds)(options, folder))


if __name__ == "__main__":
    sys.exit(main())
