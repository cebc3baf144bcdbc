"""The library file: one SQLite database that holds everything. The only folder that knows SQL.

Functions stand one table a module and take a `Library` first. Whatever writes does so inside `library.step(name)`.
"""
