"""Rules about the code itself, so that it stays easy to read."""
