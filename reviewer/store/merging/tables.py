"""How the rows of each table are joined when two libraries are merged.

A *fact* (a tag, an alias, a passage) is one register: of two, the later whole row counts. Of a row with *fields* each
field is a register of its own, with the moment in `field_clock` (none: as it was when the row was made). What two
libraries hold at one moment is decided by the values, so that every order of merging ends the same.
"""

from dataclasses import dataclass

from reviewer.model.changes import Kind
from reviewer.store.clocks import FIELDS


@dataclass(frozen=True, slots=True)
class Table:
    """A shared table: its key, the columns of a fact's register after `hlc`, and the fields with registers of their own.

    `first` are columns of which the smaller value counts: when and by whom something was made. Of those in `known` the
    larger counts: they are the same everywhere, or empty where they were withheld.
    """

    name: str
    kind: Kind
    key: tuple[str, ...]
    fact: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    """What is the same wherever the key is."""

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that leave the file."""
        return (*self.key, *self.fixed, *self.first, *self.known, *self.fields, *self.fact, "hlc")

    @property
    def register(self) -> tuple[str, ...]:
        """The columns of a fact that are compared and taken together, the moment first."""
        return ("hlc", *self.fact)


TABLES: tuple[Table, ...] = (
    Table("coder", "coder", ("id",), fields=FIELDS["coder"], first=("created",)),
    Table(
        "document",
        "document",
        ("id",),
        fields=FIELDS["document"],
        first=("added", "added_by"),
        known=("kind", "media_type", "file_name"),
        fixed=("original",),
    ),
    Table(
        "passage",
        "passage",
        ("id",),
        fact=("deleted", "created", "coder_id"),
        known=("quote", "prefix", "suffix"),
        fixed=("document_id", "text_id", "start", '"end"', "page"),
    ),
    Table("topic", "topic", ("id",), fields=FIELDS["topic"], first=("created",)),
    Table("entity", "entity", ("id",), fields=FIELDS["entity"], first=("created",)),
    Table("entity_alias", "entity", ("entity_id", "alias"), fact=("deleted",)),
    Table("topic_tag", "tag", ("topic_id", "passage_id", "coder_id"), fact=("deleted", "created")),
    Table("entity_tag", "tag", ("entity_id", "passage_id", "coder_id", "role"), fact=("deleted", "created")),
    Table(
        "memo",
        "memo",
        ("id",),
        fields=FIELDS["memo"],
        fixed=("target_kind", "target_id", "coder_id", "created"),
    ),
)
"""In the order of their references: each table refers to those before it, or to itself."""
KINDS: frozenset[Kind] = frozenset(table.kind for table in TABLES)
"""All that a merge may change."""
