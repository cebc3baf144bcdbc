"""The nouns of Reviewer, as frozen values. Standard library only; nothing here reads or writes anything."""
