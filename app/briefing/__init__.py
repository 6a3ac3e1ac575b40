"""The printed briefing: a view becomes blocks, blocks become a tagged PDF (PDF/UA-1 and PDF/A-2a)."""
