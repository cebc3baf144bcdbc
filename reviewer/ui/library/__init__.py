"""The panel of the library's documents."""
