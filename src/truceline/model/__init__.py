"""Types shared by every stage; no input or output happens here."""
