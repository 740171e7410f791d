"""Rounds of a negotiation: `suivre`, `decider`, `relancer`, `conclure`, `echeances`."""
