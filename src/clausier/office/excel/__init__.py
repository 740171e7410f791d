"""Workbooks: those that come from elsewhere are bounded, nothing in them evaluated or followed; ours are drawn once."""
