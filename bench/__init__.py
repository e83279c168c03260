"""Load programs: what Deskbell carries on one core, as figures with their bars. `python -m bench` runs them all."""
