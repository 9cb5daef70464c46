"""`python -m vaekst.cli` is `vaekst`."""

from vaekst.cli import main

if __name__ == "__main__":
    main()
