"""A file becomes a document: reading, adding to a library, and the process in which parsers run.

One format is one module of `formats`, found because it lies there. What formats share lies here beside them.
"""
