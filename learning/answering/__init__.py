"""Questions, stop moments and scenarios: how they are shown, answered and kept."""
