"""One torch module a head: its outputs, its loss, and the tables that its decoder needs."""
