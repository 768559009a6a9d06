"""What came of introductions: asked of both sides after 3, 6 and 12 months, recorded by staff."""
