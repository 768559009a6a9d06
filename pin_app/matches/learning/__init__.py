"""Learning from what people answer: what was shown, what was said of it, and the order learned from both."""
