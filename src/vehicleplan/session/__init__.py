"""The imperative core: opens and writes files, runs jobs, reads the clock. It prints nothing."""
