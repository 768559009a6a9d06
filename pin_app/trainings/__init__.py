"""Trainings: courses over several dates, attendance, certificates and what people thought of them."""
