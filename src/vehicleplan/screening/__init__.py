"""The seven-question filter: what the data says of every candidate, and who leaves where."""
