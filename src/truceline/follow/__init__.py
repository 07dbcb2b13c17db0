"""Following what happened through all reports of it."""
