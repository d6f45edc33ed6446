"""The hash function of the cache, BLAKE2b (RFC 7693).

`hashlib` has it too, but imports OpenSSL, which takes as long as some answers.
"""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # an interpreter that has it from elsewhere
    from hashlib import blake2b

__all__ = ["blake2b"]
