"""`python -m dutybook`: the command where its script is not on the path."""

from dutybook.cli import main

main(prog_name="dutybook")
