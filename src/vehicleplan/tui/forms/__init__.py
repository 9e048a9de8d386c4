"""Forms: what a scenario's file can say, as fields that people fill in."""
