#!/usr/bin/env python3
"""Makes the containers of this folder; the same bytes each time. Run it here: python3 make.py

Texts are the project's own. Python's standard library is all it takes.
"""
import base64
import gzip
import io
import json
import quopri
import zipfile
import zlib

WHEN = (2025, 5, 12, 8, 0, 0)

ENGLISH = [
    "The port handled 1.2 million containers in April, up 5 percent from a year before, its operator said on Monday.",
    "It expects to handle 14 million containers this year.",
]
CHINESE = ["宁波港四月处理集装箱一百二十万标准箱，同比增长百分之五。港口集团说，全年目标为一千四百万标准箱。"] * 2


def page(title, paragraphs, charset="utf-8"):
    body = "".join(f"<p>{p}</p>\n" for p in paragraphs)
    meta = f'<meta charset="{charset}">' if charset else ""
    return (
        f'<!DOCTYPE html>\n<html><head>{meta}<title>{title} - Harbour News</title></head>\n<body>\n'
        f'<nav><a href="/">Home</a></nav>\n<article><h1>{title}</h1>\n{body}</article>\n'
        "<footer>Harbour News</footer>\n</body></html>\n"
    )


def record(kind, number, block, url=None, extra=""):
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
    head += f"WARC-Date: 2025-05-12T08:00:{number:02}Z\r\n"
    if url:
        head += f"WARC-Target-URI: {url}\r\n"
    return f"{head}{extra}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def response(number, url, body, fields="Content-Type: text/html\r\n", status="200 OK"):
    block = f"HTTP/1.1 {status}\r\n{fields}\r\n".encode() + body
    return record("response", number, block, url, "Content-Type: application/http; msgtype=response\r\n")


def packed(data):
    return gzip.compress(data, mtime=0)


def chunked(data, size=100):
    out = b""
    for at in range(0, len(data), size):
        piece = data[at : at + size]
        out += f"{len(piece):x}\r\n".encode() + piece + b"\r\n"
    return out + b"0\r\n\r\n"


def archive(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in members:
            info = zipfile.ZipInfo(name, WHEN)
            stored = name == "mimetype" or name.endswith(".gz")
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            file.writestr(info, data)
    return out.getvalue()


def write(name, data):
    with open(name, "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())


english = page("Cargo at Ningbo port", ENGLISH).encode()
second = page("Ships at Ningbo port", ["The port let 383 ships in during May, its operator said."] + ENGLISH).encode()
chinese = page("宁波港四月货运量", CHINESE, charset=None).encode("gb18030")
site = "http://harbour.example"

# A web archive: what a crawler keeps of pages and around them.
crawl = [
    record("warcinfo", 0, b"software: by hand\r\n"),
    record("request", 1, b"GET /a HTTP/1.1\r\nHost: harbour.example\r\n\r\n", site + "/a"),
    response(2, site + "/a", english, "Content-Type: text/html; charset=utf-8\r\n"),
    response(3, site + "/old", b"", "Location: /a\r\n", "301 Moved Permanently"),
    response(4, site + "/gone", english, status="404 Not Found"),
    response(5, site + "/ship.png", b"\x89PNG\r\n\x1a\n", "Content-Type: image/png\r\n"),
    response(
        6,
        site + "/b",
        chunked(packed(second)),
        "Content-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
    ),
    response(7, site + "/c", chinese, "Content-Type: text/html; charset=gb2312\r\n"),
    response(8, site + "/d", chunked(english)[:300], "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n"),
    record("resource", 9, ENGLISH[0].encode(), site + "/e.txt", "Content-Type: text/plain\r\n"),
    record(
        "revisit",
        10,
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        site + "/a",
        "WARC-Refers-To: <urn:uuid:00000000-0000-4000-8000-000000000002>\r\n",
    ),
]
write("crawl.warc", b"".join(crawl))
# Each record packed by itself, and the last one cut off.
two = packed(crawl[2]) + packed(crawl[6])
write("crawl-packed.warc.gz", two)
write("crawl-cut.warc.gz", two[:-40])
write("site.wacz", archive([("datapackage.json", "{}"), ("archive/data.warc.gz", two), ("pages/pages.jsonl", "{}")]))

write(
    "pages.zip",
    archive(
        [
            ("news/cargo.html", english),
            ("news/cargo_files/frame.html", "<p>An advertisement.</p>"),
            ("news/cargo_files/style.css", "p { margin: 0 }"),
            ("news/text.txt", "Cargo at Ningbo port\n\n" + "\n\n".join(ENGLISH) + "\n"),
            ("picture.png", b"\x89PNG\r\n\x1a\n"),
        ]
    ),
)

# A page with all it shows, as browsers save it.
boundary = "----MultipartBoundary--harbour----"
write(
    "saved.mht",
    f"From: <Saved by hand>\r\nSnapshot-Content-Location: {site}/a\r\nSubject: Cargo at Ningbo port\r\n"
    "Date: Mon, 12 May 2025 08:00:00 +0800\r\nMIME-Version: 1.0\r\n"
    f'Content-Type: multipart/related; type="text/html"; boundary="{boundary}"\r\n\r\n\r\n'
    f"--{boundary}\r\nContent-Type: text/html\r\nContent-ID: <frame@harbour.example>\r\n"
    f"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: {site}/a\r\n\r\n"
    + quopri.encodestring(english).decode().replace("\n", "\r\n")
    + f"\r\n--{boundary}\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
    + f"Content-Location: {site}/ship.png\r\n\r\n{base64.b64encode(b'PNG').decode()}\r\n--{boundary}--\r\n",
)

# A book of two chapters; its table of contents is no chapter.
chapter = '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>\n<body>{}</body></html>\n'
write(
    "book.epub",
    archive(
        [
            ("mimetype", "application/epub+zip"),
            (
                "META-INF/container.xml",
                '<?xml version="1.0"?><container version="1.0"><rootfiles><rootfile full-path="OEBPS/book.opf" '
                'media-type="application/oebps-package+xml"/></rootfiles></container>',
            ),
            (
                "OEBPS/book.opf",
                '<?xml version="1.0"?><package version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
                "<dc:title>Ports of the east</dc:title><dc:creator>Harbour News</dc:creator>"
                "<dc:identifier>urn:x-harbour:1</dc:identifier><dc:date>2025-05-12</dc:date></metadata><manifest>"
                '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
                '<item id="two" href="two.xhtml" media-type="application/xhtml+xml"/>'
                '<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>'
                '</manifest><spine><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/></spine></package>',
            ),
            ("OEBPS/nav.xhtml", chapter.format("<nav><ol><li>One</li></ol></nav>")),
            ("OEBPS/one.xhtml", chapter.format(f"<h1>Cargo at Ningbo port</h1><p>{ENGLISH[0]}</p>")),
            ("OEBPS/two.xhtml", chapter.format(f"<h1>The year ahead</h1><p>{ENGLISH[1]}</p>")),
        ]
    ),
)

full = "".join(f"<p>{p}</p>" for p in ENGLISH)
write(
    "feed.rss",
    '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    f"<channel><title>Harbour News</title><link>{site}/</link>\n"
    f"<item><title>Cargo at Ningbo port</title><link>{site}/a</link><guid>{site}/a</guid>"
    f"<pubDate>Mon, 12 May 2025 00:30:00 +0800</pubDate><content:encoded><![CDATA[{full}]]></content:encoded></item>\n"
    f"<item><title>The year ahead</title><link>{site}/b</link><description>{ENGLISH[1]}</description></item>\n"
    "<item><title>Pictures of the port</title></item>\n</channel></rss>\n",
)
write(
    "feed.atom",
    '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour News</title>'
    f'<entry><id>urn:x-harbour:a</id><title>Cargo at Ningbo port</title><link href="{site}/a"/>'
    "<published>2025-05-12T08:00:00+08:00</published><updated>2025-05-13T08:00:00+08:00</updated>"
    f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{full}</div></content></entry>\n'
    "<entry><id>urn:x-harbour:b</id><title>The",
)
write(
    "feed.json",
    json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Harbour News",
            "items": [
                {"id": "a", "url": site + "/a", "content_html": full, "date_published": "2025-05-12T08:00:00+08:00"},
                {"id": "b", "url": site + "/b", "summary": ENGLISH[1]},
            ],
        }
    ),
)


def pdf(content):
    stream = zlib.compress(content.encode("latin-1"), 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
        b"<< /Title (Cargo at Ningbo port) /Author (Harbour News) >>",
    ]
    out, offsets = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)


write(
    "report.pdf",
    pdf(
        "BT /F 18 Tf 72 760 Td (Cargo at Ningbo port) Tj ET\n"
        "BT /F 11 Tf 14 TL 72 720 Td (The port handled 1.2 million con-) Tj T* (tainers in April, up 5 percent from a) Tj "
        "T* (year before.) Tj ET\nBT /F 11 Tf 14 TL 72 660 Td (It expects to handle 14 million) Tj T* (this year.) Tj ET\n"
    ),
)
write("scan.pdf", pdf("0 0 200 200 re f\n"))
