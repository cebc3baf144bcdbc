"""The panel of the codebook: topics as a tree."""
