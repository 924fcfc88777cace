"""Papers: what is printed from the store, in Czech, as its readers are; nothing here knows the store."""
