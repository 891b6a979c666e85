"""For who teaches with a module: cohorts, the beamer, the dossier, the evaluation."""
