"""Events: what, when, where, who organises them, what is asked, and what is on the programme."""
