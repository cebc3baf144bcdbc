"""What leaves the library: the export dialog."""
