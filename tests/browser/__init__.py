"""The main journey in a real Chromium."""
