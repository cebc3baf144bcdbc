"""What is seen where nothing is open yet."""
