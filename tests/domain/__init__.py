"""The domain, without web or database."""
