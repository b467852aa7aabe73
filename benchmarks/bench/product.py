"""The bot as it is run, with one thing changed: no pace is set for a chat, since it is the machine that is measured."""

from __future__ import annotations

import os
import sys

if __name__ == "__main__":
    sys.path[0] = os.environ["BENCH_ROOT"]
    from coaching.app import App
    from coaching.event_loop import run
    from coaching.faces.telegram.pace import Pace
    from coaching.logs import start_logs
    from coaching.settings import read_settings

    app = App(read_settings())
    start_logs(app.settings)
    run(app.run_telegram(Pace(10_000, 10_000.0)))
