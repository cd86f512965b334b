"""The tables of admins: whom owners have added."""
