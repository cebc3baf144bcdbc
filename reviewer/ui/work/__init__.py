"""What goes on in the window: each module joins panels, which know only values, to the library through the hub."""
