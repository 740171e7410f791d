"""Rounds of a negotiation: what was sent, what an answer is worth, where each request stands, what comes next. Pure."""
