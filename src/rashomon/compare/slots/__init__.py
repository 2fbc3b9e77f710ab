"""The slots on which the voices of a story are compared, one module for each kind."""
