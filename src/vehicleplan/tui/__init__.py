"""The terminal UI: shows what is on the desk and passes on what the user does. It computes nothing itself."""
