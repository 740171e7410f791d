"""The page in the browser: another door to what the commands do. No rule, no verdict and no text of a guide lives here.

A step is a module of `steps`, with its template; how to add one: docs/conception.md, « The page ».
"""
