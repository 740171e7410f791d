"""From a Proposal to files: which documents there are, how they are put together, checked and told."""
