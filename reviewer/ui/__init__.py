"""The window. The only folder that knows Qt; what it does to a library it does through `hub`."""
