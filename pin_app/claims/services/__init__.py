"""What may be done with claims."""

from pin_app.claims.services.gating import Problem, flags_of, gate

__all__ = ["Problem", "flags_of", "gate"]
