"""The inside of the worker: what crosses the pipe, who watches the process, and what runs in it."""
