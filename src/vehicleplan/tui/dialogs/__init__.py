"""Questions that stand in front of a place until they are answered."""
