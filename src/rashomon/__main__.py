"""Lets ``python -m rashomon`` do what ``rashomon`` does."""

from rashomon.cli import main

if __name__ == "__main__":
    main()
