"""The library and the world: what is written for other programs and people. One file a format, in `formats`."""
