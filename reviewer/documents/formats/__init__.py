"""One file a format. Each module has `NAME`, `SUFFIXES`, `MEDIA_TYPES`, `recognises(head)` and `read(data, file_name=…)`.

`SUFFIXES` are lower case and begin with a dot; the first of `MEDIA_TYPES` is what a document of the format is stored
as. `recognises` says whether the first 4 KB of a file can be this format's, `read` makes a `Reading` of the whole
file's bytes or raises one of the faults. Slow packages are imported inside `read`, because every start of the program
imports these modules. Formats do not import each other.
"""
