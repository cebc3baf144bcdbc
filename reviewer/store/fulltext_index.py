"""What goes into the search indexes, kept in step with the rows by temporary triggers."""

import re
import sqlite3

_CJK = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\U00020000-\U0003134f]+"
)


def segmented(text: str) -> str:
    """`text` with Chinese, Japanese and Korean runs cut into overlapping pairs of characters.

    These scripts put no space between words, and the index knows words only by their spaces: `分析数据` is
    entered as `分析 析数 数据`, so that any two characters in a row are found.
    """
    return _CJK.sub(_pairs, text)


def follow_changes(connection: sqlite3.Connection) -> None:
    """Keeps both indexes up to date with every row change on this connection, undo included."""
    connection.create_function("segmented", 1, segmented, deterministic=True)
    connection.execute(
        "CREATE TEMP TRIGGER index_text AFTER INSERT ON main.text_version BEGIN "
        "INSERT INTO document_fts(rowid, title, body) SELECT n, segmented(title), segmented(new.content) "
        "FROM document WHERE id = new.document_id AND text_id = new.id; END"
    )
    connection.execute(
        "CREATE TEMP TRIGGER index_document AFTER UPDATE OF title, text_id ON main.document "
        "WHEN old.title <> new.title OR old.text_id <> new.text_id BEGIN "
        "INSERT INTO document_fts(document_fts, rowid, title, body) SELECT 'delete', old.n, segmented(old.title), "
        "segmented(content) FROM text_version WHERE id = old.text_id; "
        "INSERT INTO document_fts(rowid, title, body) SELECT new.n, segmented(new.title), segmented(content) "
        "FROM text_version WHERE id = new.text_id; END"
    )
    connection.execute(
        "CREATE TEMP TRIGGER index_passage AFTER INSERT ON main.passage BEGIN "
        "INSERT INTO passage_fts(rowid, quote) VALUES (new.n, segmented(new.quote)); END"
    )


def _pairs(match: re.Match[str]) -> str:
    run = match[0]
    if len(run) == 1:
        return f" {run} "
    return f" {' '.join(run[i : i + 2] for i in range(len(run) - 1))} "
