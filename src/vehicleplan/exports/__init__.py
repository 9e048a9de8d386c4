"""Reports as files; they know the report and the model, not how a plan was found."""
