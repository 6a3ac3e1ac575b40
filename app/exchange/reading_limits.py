"""What the child process that reads foreign files may use."""

from app.base.bounded_process import Limits

LIMITS = Limits(seconds=180.0, memory=1536 * 1024**2, answer=256 * 1024**2)
"""Seconds, bytes of address space and bytes of answer for one file."""
