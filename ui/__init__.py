"""The window: shows the records that `app` returns and calls its functions; knows no store tables."""
