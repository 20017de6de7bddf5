"""The pages, opened as a browser opens them."""
