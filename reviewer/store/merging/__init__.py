"""Merging a colleague's library into ours.

`together` merges; it lays out what came (`staging`), joins it register by register (`joining`), applies what must hold
of the whole (`rules`), notes what it changes (`noting`) and tells what a person should look at (`noticing`). `undoing`
takes a merge back.
"""

from reviewer.store.merging.undoing import take_back

__all__ = ["take_back"]
