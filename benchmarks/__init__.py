"""Measurements, run by hand or by `make bench`; nothing of the product imports them."""
