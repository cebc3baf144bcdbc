"""The commands: each module is one, named as it is typed, with `command` in it."""
