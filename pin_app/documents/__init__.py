"""Files that people hand in: checked, cleaned, kept outside the web root, handed out one by one."""
