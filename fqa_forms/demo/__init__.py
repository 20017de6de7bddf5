"""The demonstration service: fictional people, and records made from the texts of the corpus."""
