"""What a person reads: tables, sentences, numbers and problems, without knowing where they are shown."""
