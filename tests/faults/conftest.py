"""The library is built once for all the commands, and handed to the processes that are forked."""

from __future__ import annotations

from tests.negotiation.conftest import _library_built_once  # noqa: F401  a fixture for all the tests of this room
