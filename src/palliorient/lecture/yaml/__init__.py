"""One YAML file, read strictly: characters, structure, scalars, positions."""
