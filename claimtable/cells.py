"""The columns of the tables, and how their cells are written: all that reading needs of them, without pandas, which takes half a second
to load."""

COLUMNS = {
    "sources": "source_id short file sha256 title outlet url published_from published_to published_basis published_why language "
               "characters words mentions claims",
    "mentions": "mention_id source_id start end surface kind low high modality unit head claim_id reason_not_a_claim",
    "claims": "claim_id source_id measure kind surface low high modality unit position status place as_of_from as_of_to "
              "as_of_basis attributed_to origin relay cue hedge quote start end coded_by note",
    "agreements": "comparison_id measure relation severity claim_ids source_ids origins gap explanation reader_note",
    "discrepancies": "comparison_id measure relation severity claim_ids source_ids origins gap explanation reader_note",
    "codebook": "entry kind unit label statuses question definition counts does_not_count",
    "checks": "check_id kind claim_ids statement computation verdict fact_ids explanation",
}
COLUMNS = {table: columns.split() for table, columns in COLUMNS.items()}
LIST_SEPARATOR = "; "  # in claim_ids, source_ids, origins, fact_ids


def plain(value):
    """10000.0 => '10000', 33.3 => '33.3', NaN => ''."""
    return "" if value != value else f"{value:.10g}" if abs(value) < 1e10 else f"{value:.0f}"


def split(cell):
    """'a; b' => ['a', 'b']; '' => []."""
    return cell.split(LIST_SEPARATOR) if cell else []


def split_all(cells):
    """['a; b', 'b; c'] => ['a', 'b', 'b', 'c']."""
    return [value for cell in cells for value in split(cell)]


def join(values):
    return LIST_SEPARATOR.join(values)
