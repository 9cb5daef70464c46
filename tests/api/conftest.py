"""The shop and the clock of the screens' tests."""

from tests.web.conftest import bicycle_shop, monday

__all__ = ["bicycle_shop", "monday"]
