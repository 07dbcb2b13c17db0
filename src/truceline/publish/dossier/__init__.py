"""The dossier: a record, or a scope of it, as one HTML file; `page.write_dossier` writes it."""
