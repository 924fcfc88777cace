"""Write the next migration: what `store/schema.py` has and the newest migration does not."""

import sys
import tempfile
from pathlib import Path
from typing import Any, Literal

from alembic import command
from alembic.autogenerate.api import AutogenContext
from alembic.config import Config
from sqlalchemy import Engine, create_engine

from kp_tui.store import migrations, types


def rendered(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Our column types as a migration names them: a code is a short text there, whatever it once meant."""
    if kind == "type" and isinstance(item, types.Code):
        return "sa.String(32)"
    if kind == "type" and isinstance(item, types.Instant | types.Length):
        return f"types.{type(item).__name__}()"
    return False


def main(message: str) -> None:
    """Bring an empty database up to date and write down what is still missing."""
    folder = Path(migrations.__file__).parent
    number = len(list((folder / "versions").glob("*.py"))) + 1
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["render_item"] = rendered
    with tempfile.TemporaryDirectory() as scratch, _empty_database(scratch).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        command.revision(config, message, autogenerate=True, rev_id=f"{number:04}")


def _empty_database(folder: str) -> Engine:
    return create_engine(f"sqlite:///{folder}/empty.db")


if __name__ == "__main__":
    main(sys.argv[1])
