"""The fixture of these tests: starts set no menus, except where a test looks at them."""

from tests.menus import no_menus_but_where_a_test_looks

__all__ = ["no_menus_but_where_a_test_looks"]
