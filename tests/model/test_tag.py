"""A tag's opaque word and the key behind it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.model.ids import CoderId, EntityId, PassageId, TopicId
from reviewer.model.tag import ROLES, TagKey

ids = st.binary(min_size=16, max_size=16).map(bytes.hex)


@given(ids, ids, ids, st.sampled_from(ROLES), st.booleans())
def test_a_tags_word_reads_back_as_its_key(
    subject: str, passage: str, coder: str, role: str, is_topic: bool
) -> None:
    if is_topic:
        key = TagKey(PassageId(passage), CoderId(coder), topic=TopicId(subject))
    else:
        key = TagKey(PassageId(passage), CoderId(coder), entity=EntityId(subject), role=role)  # type: ignore[arg-type]

    assert TagKey.of(key.id) == key
    assert not set(key.id) & set(" \t\n/+=")


@pytest.mark.parametrize(
    "word", ["", "t", "e", "x", "t!!", "e9" + "A" * 64, "t" + "A" * 63, "é", "t" + "A" * 68]
)
def test_a_word_that_is_no_tag_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match="not a tag"):
        TagKey.of(word)


@pytest.mark.parametrize("subject", [{}, {"topic": TopicId("0" * 32), "entity": EntityId("0" * 32)}])
def test_a_tag_has_a_topic_or_an_entity_and_not_both(subject: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="either"):
        TagKey(PassageId("0" * 32), CoderId("0" * 32), **subject)  # type: ignore[arg-type]
