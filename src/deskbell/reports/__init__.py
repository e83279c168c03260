"""Reports: how much was asked, how long it took, and who answered. A follower of the log.

It keeps a row for each conversation and the sums of each day, all told from facts: throw them away, and following from
the first fact makes the same again. Figures are asked through the routes.
"""

from deskbell.reports import tables
from deskbell.reports.follow import LOOK_EVERY_S, Reporter, rebuild

__all__ = ["LOOK_EVERY_S", "Reporter", "rebuild", "tables"]
