"""Search: what was typed becomes a query, names become identities, a query becomes hits."""
