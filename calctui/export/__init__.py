"""A lesson in other forms than the moving one: linear text, Markdown, HTML, SVG, and a recording."""
