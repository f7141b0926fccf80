"""Whether a process of this machine is there.

Inputs:  its number.
Outputs: yes or no.
Units:   none.
Source:  kill(2): signal 0 only asks.
"""

import os


def is_alive(process: int) -> bool:
    """Whether a process of this machine is there."""
    if process <= 0:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
