"""What a reader can look up and change about the program itself."""
