"""From a Proposal to files: the only writers of Word, Excel and PDF."""
