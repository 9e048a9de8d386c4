"""A plan as a document for those who have never seen the program: one frozen object that every export renders."""
