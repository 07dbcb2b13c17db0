"""The documentation site: `make docs` builds it into out/site, to be opened from the disk; nothing is fetched."""

import truceline

project = "truceline"
author = "the truceline developers"
copyright = "the truceline developers, Apache-2.0"
version = release = truceline.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence", "deflist"]
html_theme = "furo"
html_title = "truceline"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
html_theme_options = {"source_repository": "", "top_of_page_buttons": []}
autodoc_member_order = "bysource"
autodoc_typehints = "description"
napoleon_google_docstring = True
