"""One provider, many practices: what their contracts lack in common, asked once for all of them."""
