"""The optimizer: a mixed-integer linear program in PuLP, solved by HiGHS. The only room that knows either."""

from vehicleplan.optimizer.control import Control, Progress
from vehicleplan.optimizer.optimize import best_plan, make_model, optimize, with_reasons, write_lp
from vehicleplan.optimizer.solo import solo_plan
from vehicleplan.optimizer.verify import verify

__all__ = [
    "Control",
    "Progress",
    "best_plan",
    "make_model",
    "optimize",
    "solo_plan",
    "verify",
    "with_reasons",
    "write_lp",
]
