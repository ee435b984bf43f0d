"""Tables on screens too narrow for columns: report.css makes each row a block; here each cell gets the name of its column."""

import re

NARROW = "47.99rem"  # as in report.css


def stacked(main):
    """Style rules by which each cell of a table names its column, for screens too narrow for columns; one rule for all columns of a
    name."""
    places = {}
    for table in main.iterfind(".//div[@class='scroll']/table[@id]"):
        for number, head in enumerate(table.iterfind("thead/tr/th"), 1):
            if number > 1:
                name, cells = " ".join(head.text_content().split()), f"#{_identifier(table.get('id'))} td:nth-child({number})::before"
                places.setdefault(name, []).append(cells)
    rules = "\n".join(f"{','.join(cells)}{{content:{_string(name)};content:{_string(name)}/\"\"}}" for name, cells in places.items())
    return f"@media screen and (max-width: {NARROW}) {{\n{rules}\n}}" if rules else ""


def _identifier(name):
    """A name in a style sheet's selector: signs other than letters, digits, - and _ by their numbers."""
    return re.sub(r"[^\w-]|^\d", lambda found: f"\\{ord(found[0]):x} ", name)


def _string(text):
    return '"' + re.sub(r'[\\"<]', lambda found: f"\\{ord(found[0]):x} ", text) + '"'
