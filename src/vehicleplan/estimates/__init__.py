"""Pure numbers: what an estimate plans for, what an outcome is worth, what decisions cost and bring."""
