"""What comes back for the desk: lists of pairs, one pair with all that is known, the board, figures."""
