"""Reviewer: read closely, tag passages by topic and entity, find them again, export them.

A file becomes a document with plain text; a reader marks passages of that text and tags them with topics and
entities; the library (one SQLite file) keeps everything; searches and exports read it back. The folders lie in the
order in which the data travels:

- `model`: the nouns, as frozen values.
- `text`: pure functions on strings: freezing, folding, sentences.
- `store`: the library file; the only folder that knows SQL.
- `documents`: a file becomes a document; parsers run in a process of their own.
- `tagging`: what tagging decides beyond writing a row.
- `search`: what was typed becomes a query, a query becomes hits.
- `exchange`: the library and the world; one file a format.
- `ui`: the window; the only folder that knows Qt.
- `cli`: the same core without the window.

The rule: `cli > ui > exchange | analysis | search > tagging > documents > store > text > model > errors`: a folder
imports only folders to its right.
"""

__version__ = "0.1.0"
