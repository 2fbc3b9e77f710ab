"""How the encoder is trained, measured and exported; no part of the installed package."""
