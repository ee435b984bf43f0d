"""The notebook as a page and as a PDF. `jupyter nbconvert --to report-html` uses these exporters too.

In order: ways, page, narrow (the page) · columns, shrink, overlay, typeset (the PDF) · exporters.
"""

from .exporters import NotebookPageExporter, ReportHTMLExporter, ReportPDFExporter, html, notebook_html, notebook_page, pdf, report_page

__all__ = ["NotebookPageExporter", "ReportHTMLExporter", "ReportPDFExporter", "html", "notebook_html", "notebook_page", "pdf",
           "report_page"]
