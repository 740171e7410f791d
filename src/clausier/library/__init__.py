"""The library: folders of YAML, overlays included, as one checked `Library`."""
