"""Lists that organisers bring in, before any store is asked: what is where, what each row says."""
