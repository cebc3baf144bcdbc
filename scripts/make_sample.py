"""Makes the two PDFs of the sample library from the texts in resources/sample/sources.

The same texts give the same bytes, so a change of a PDF in the history is a change of its text.

    .venv/bin/python scripts/make_sample.py
"""

from sample_pdfs.paper import make_paper
from sample_pdfs.report import make_report

if __name__ == "__main__":
    make_paper()
    make_report()
