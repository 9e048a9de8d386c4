"""The command line: reads arguments, asks the session, prints."""
