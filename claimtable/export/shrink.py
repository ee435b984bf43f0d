"""A PDF as typst writes it => the same PDF, a quarter of its size: what is not a stream goes into compressed object streams (ISO 32000-1,
7.5.7).

Ten thousand elements of the structure tree, which let a screen reader read the report, are written one by one otherwise.
"""

import re
import zlib

PORTION = 200  # objects to a stream


def shrink(data):
    """Bytes of a PDF with one cross-reference table => bytes with cross-reference and object streams; objects keep their numbers."""
    table, trailer = _ends(data)
    bodies = _bodies(data, table)
    loose = [number for number in sorted(bodies) if not bodies[number].endswith(b"endstream")]
    out, places = bytearray(data[:min(table.values())]), {0: (0, 0, 65535)}
    for number in sorted(bodies.keys() - set(loose)):
        places[number] = (1, len(out), 0)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, bodies[number])
    following = max(bodies) + 1
    for begin in range(0, len(loose), PORTION):
        portion = loose[begin:begin + PORTION]
        places |= {number: (2, following, index) for index, number in enumerate(portion)}
        places[following] = (1, len(out), 0)
        out += _stream(following, *_packed([(number, bodies[number]) for number in portion]))
        following += 1
    places[following] = (1, len(out), 0)
    rows = b"".join(kind.to_bytes(1, "big") + second.to_bytes(4, "big") + third.to_bytes(2, "big")
                    for kind, second, third in (places.get(number, (0, 0, 65535)) for number in range(following + 1)))
    about = re.sub(rb"/Size\s+\d+", b"/Size %d" % (following + 1), trailer) + b"/Type/XRef/W[1 4 2]"
    return bytes(out) + _stream(following, about, rows) + b"startxref\n%d\n%%%%EOF\n" % places[following][1]


def _ends(data):
    """The cross-reference table, {object: where it begins}, and what the trailer says, without its brackets."""
    start = int(re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", data)[1])
    head = re.match(rb"xref\s+0 (\d+)\s+", data[start:start + 40])
    first = start + head.end()
    rows = [data[first + 20 * n:first + 20 * n + 20] for n in range(int(head[1]))]
    begins = {n: int(row[:10]) for n, row in enumerate(rows) if row[17:18] == b"n"}
    trailer = data[data.index(b"trailer", first):data.rindex(b"startxref")]
    return begins, trailer[trailer.index(b"<<") + 2:trailer.rindex(b">>")].strip()


def _bodies(data, table):
    """{object: what stands between 'obj' and 'endobj'}; each ends where the next begins."""
    begins = sorted((at, number) for number, at in table.items())
    ends = [at for at, _ in begins[1:]] + [data.rindex(b"xref", 0, data.rindex(b"startxref"))]
    found = {}
    for (at, number), end in zip(begins, ends):
        body = data[data.index(b"obj", at) + 3:data.rindex(b"endobj", at, end)]
        found[number] = body.strip(b"\r\n \t")
    return found


def _packed(objects):
    """Objects => (dictionary, contents) of a stream that holds them."""
    heads, at = [], 0
    for number, body in objects:
        heads.append(b"%d %d" % (number, at))
        at += len(body) + 1
    head = b" ".join(heads) + b"\n"
    return b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head)), head + b"\n".join(body for _, body in objects) + b"\n"


def _stream(number, about, contents):
    packed = zlib.compress(contents, 9)
    return b"%d 0 obj\n<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream\nendobj\n" % (number, about, len(packed), packed)
