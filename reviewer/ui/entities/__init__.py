"""The panel of entities: persons, organisations, places and other named things."""
