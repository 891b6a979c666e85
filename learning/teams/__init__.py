"""Modules that an organisation asks for, and how far its people are."""
