"""The command line. Data goes to standard output, progress and messages to standard error.

Exit status: 0 done, 1 done with failures, 2 wrong use, 3 the record cannot be used.
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Entry point of the ``truceline`` command."""
    from truceline.cli.app import app
    from truceline.errors import StoreError, TrucelineError, UsageError

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        try:
            app(standalone_mode=True)
        finally:
            sys.stdout.flush()
    except StoreError as error:
        sys.stderr.write(f"truceline: {error}\n")
        raise SystemExit(3) from None
    except UsageError as error:
        sys.stderr.write(f"truceline: {error}\n")
        raise SystemExit(2) from None
    except TrucelineError as error:
        sys.stderr.write(f"truceline: {error}\n")
        raise SystemExit(1) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what could not be written is not tried again
        sys.stderr.write(f"truceline: the output cannot be written ({error.strerror or error}); it is not complete\n")
        raise SystemExit(1) from None
