"""What people fill in about claims."""
