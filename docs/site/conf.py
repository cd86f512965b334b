"""How `make docs` builds the manual as a site; the pages are those that a forge shows too."""

project = "Tributary"
copyright = "Tributary, MIT"  # noqa: A001  (the name is Sphinx's)
language = "en"
root_doc = "index"
extensions = ["myst_parser"]
myst_heading_anchors = 6  # as links to a part of a page name it on a forge
myst_enable_extensions = ["html_image"]  # the pictures of the start pages
suppress_warnings = ["misc.highlighting_failure"]  # Pygments knows no Fluent
html_theme = "furo"
html_title = "Tributary"
html_show_sphinx = False
html_copy_source = False
