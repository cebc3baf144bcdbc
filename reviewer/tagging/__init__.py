"""What tagging decides beyond writing a row: which names are meant by what was typed. No library, no window."""
