"""Keys, sealing and signing: everything that imports `cryptography`, and the files that guard the keys."""
