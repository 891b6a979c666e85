"""How a lesson is read: its page, on paper too, notes, the place where one was, and how far one is."""
