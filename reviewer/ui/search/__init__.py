"""The search field above and the panel of what it found."""
