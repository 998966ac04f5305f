"""The command ``python -m greener``: the answers and the journal from the shell."""

from greener.cli import app

if __name__ == "__main__":
    app(prog_name="python -m greener")
