"""The formats that hits are exported to: each module here is one, and is found because it lies here.

A format has `NAME` (what `--format` takes), `LABEL` and `DESCRIPTION` (for people), `SUFFIXES` (with the dot, the usual
one first) and `write`, as `reviewer.exchange.format` describes them. Adding one edits no other file.
"""
