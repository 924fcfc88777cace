"""A group of commands that says of each what it does, to the end of the sentence."""

import click

from kp_tui.locale import _


class CommandGroup(click.Group):
    """Click would cut every description off at the edge of the terminal."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, command.help or "") for name, command in commands if command])
