"""Identities: 32 lower-case hexadecimal digits in Python, 16 bytes in the library file."""

from typing import NewType

CoderId = NewType("CoderId", str)
DocumentId = NewType("DocumentId", str)
TextId = NewType("TextId", str)
PassageId = NewType("PassageId", str)
TopicId = NewType("TopicId", str)
EntityId = NewType("EntityId", str)
MemoId = NewType("MemoId", str)
TagId = NewType("TagId", str)
"""Opaque, made from the tag's own key (topic or entity, passage, role, coder); see `reviewer.model.tag`."""
