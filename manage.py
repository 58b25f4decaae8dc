#!/usr/bin/env python
"""Run a management command of the archive: ``python manage.py <command>``."""

import os
import sys


def main() -> None:
    """Run the command that the arguments name.

    A setting that cannot be used, or a database that cannot be reached, is told in one line.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("Django is not installed in this Python: use .venv/bin/python, which 'make serve' makes.")

    from django.db import OperationalError, connection

    from archive.env import SettingError

    try:
        execute_from_command_line(sys.argv)
    except SettingError as error:
        sys.exit(f"The archive cannot start: {error}")
    except OperationalError as error:
        if connection.connection is not None:
            raise
        sys.exit(f"The archive cannot reach its database: {str(error).splitlines()[0]}")


if __name__ == "__main__":
    main()
