"""A small typesetter for the two PDFs of the sample library. It knows their two layouts and no others."""
