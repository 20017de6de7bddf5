"""Forms for the browser: from a section's definition to fields, and the few hand-written ones."""
