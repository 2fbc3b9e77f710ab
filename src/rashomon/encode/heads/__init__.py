"""One module a head: from the encoder's numbers for a window to marks on its words."""
