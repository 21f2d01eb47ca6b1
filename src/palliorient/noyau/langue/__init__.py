"""French in small: words compared, sentences joined, numbers read, characters cleaned."""
