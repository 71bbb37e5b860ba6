"""The `dutybook` command: a group whose verbs are imported when they are called, so that it starts fast.

Each verb is a module of this package that holds a click command of the same name.
"""

from __future__ import annotations

import errno
from importlib import import_module
from importlib.util import find_spec

import click

from dutybook.errors import DutybookError

VERBS = (
    *("demo", "read", "duties", "norms", "bearers", "compare"),
    *("catalogue", "interview", "decide", "whatif", "due", "portfolio"),
    *("ledger", "bundle"),
)
"""The verbs in the order in which a newcomer meets them."""


class LazyGroup(click.Group):
    """A click group over `VERBS` that imports a verb only when it is needed, and tells errors in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 — the signature is click's
        """Return the verbs whose module is installed, in the order of `VERBS`."""
        return [verb for verb in VERBS if find_spec(f"{__name__}.{verb}")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the verb `cmd_name`; None where there is no such verb."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = getattr(import_module(f"{__name__}.{cmd_name}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the verb; an error meant for the user becomes one line on stderr and exit status 1.

        Raises:
            click.ClickException: for a `DutybookError` and for a file that the system does not let us use.
        """
        try:
            return super().invoke(ctx)
        except DutybookError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE or error.filename is None:
                raise
            raise click.ClickException(f"{error.filename}: {error.strerror}") from error


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Each command explains itself: dutybook COMMAND --help.",
)
@click.version_option(package_name="dutybook", message="dutybook %(version)s")
def main() -> None:
    """Read an act of law, and see the duties in it.

    Dutybook reads Chinese laws, regulations, measures and plans (.txt, .md, .docx, .html, .pdf) into a tree
    of articles, and lists who must, must not or may do what, by when and under which sanction, each tied to
    the provision that says so. It works offline on the files that you give it and changes none of them.

    \b
    Start here:
      dutybook demo                    a register of duties, with no file at hand
      dutybook duties act.docx         the same for an act of yours
      dutybook read act.docx           the act as a tree, in JSON
    """
