"""The project sheet of a firm that seeks an investment: one page, on the screen and on paper."""
