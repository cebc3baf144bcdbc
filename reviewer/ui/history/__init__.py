"""The history of a library: its steps as a list, and the way back to any of them."""
