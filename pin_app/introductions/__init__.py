"""Two parties on their way to each other: asked one after the other, introduced at the second yes."""
