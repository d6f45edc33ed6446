"""sco: what is known about digital-economy cooperation in the Shanghai Cooperation Organization, claim by claim."""

__version__ = "0.1.0"

from sco_cli.loading import load

__all__ = ["__version__", "load"]
