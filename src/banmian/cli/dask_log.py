"""Dask's own log, kept off standard error: what matters of it is told as a diagnostic.

Inputs:  the loggers Dask and its Tornado give handlers of their own when they are imported.
Outputs: none; a log that somebody's configuration of Dask sends to a file still goes there.
Units:   none.
Source:  docs.dask.org, "Configuration", logging; with --verbose it stays as Dask has it.
"""

import logging


def quieten_dask() -> None:
    """Let Dask log to no terminal.

    Raises:
        EnvironmentFault: Dask is not installed.
    """
    import banmian.workers.cluster  # noqa: F401, PLC0415  an extra; importing it sets up the log

    for name, logger in logging.root.manager.loggerDict.items():
        if isinstance(logger, logging.Logger) and name.partition(".")[0] in {
            "distributed",
            "tornado",
        }:
            for handler in tuple(logger.handlers):
                if type(handler) is logging.StreamHandler:  # a file's handler is a kind of it
                    logger.removeHandler(handler)
                    logger.addHandler(logging.NullHandler())
