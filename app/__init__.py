"""The program without its window: everything Rundblick knows, decides and writes."""
