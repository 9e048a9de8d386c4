"""What plans and scenarios say beside one another. Facts only: no disk and no words on screen."""
