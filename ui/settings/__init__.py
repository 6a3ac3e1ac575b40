"""What a person sets on this workstation, and the page that does it."""
