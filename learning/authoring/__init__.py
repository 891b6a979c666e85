"""How a module is written: its files, its blocks and their rules, the forms of the CMS, and the way back."""
