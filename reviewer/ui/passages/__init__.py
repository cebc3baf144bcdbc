"""The passages of a document as cards, in reading order."""
