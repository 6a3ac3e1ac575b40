"""The text and the pages of documents, read in a bounded child process; knows neither store nor case."""
