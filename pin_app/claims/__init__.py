"""Decent work: what firms claim, on which proof, which goods are at risk, and complaints."""
