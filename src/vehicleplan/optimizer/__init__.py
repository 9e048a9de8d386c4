"""The optimizer: a mixed-integer linear program in PuLP, solved by HiGHS. The only room that knows either."""

import os

# HiGHS brings NumPy along, which starts a thread for every core as it is loaded; nothing here is work for them.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from vehicleplan.optimizer.again import Known
from vehicleplan.optimizer.control import Control, Progress
from vehicleplan.optimizer.make import make_model
from vehicleplan.optimizer.optimize import best_plan, optimize, with_reasons, write_lp
from vehicleplan.optimizer.solo import solo_scenario, solo_score
from vehicleplan.optimizer.verify import verify

__all__ = [
    "Control",
    "Known",
    "Progress",
    "best_plan",
    "make_model",
    "optimize",
    "solo_scenario",
    "solo_score",
    "verify",
    "with_reasons",
    "write_lp",
]
