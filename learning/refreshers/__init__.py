"""Questions that come back after days and weeks."""
