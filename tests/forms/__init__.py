"""From a section's definition to the fields of its page."""
