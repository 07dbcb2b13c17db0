"""What the workbench answers: one module a view; each function takes an open record and what was asked."""
