"""The test: what is drawn, what the answers are worth, and how a try goes."""
