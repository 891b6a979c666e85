"""What editors read of a module: how its questions are answered, as tables too."""
