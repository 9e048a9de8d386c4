"""The seven questions: one module each, with one pure function that judges facts which others gathered."""
