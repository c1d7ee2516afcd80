"""The page Themes: a theme, what can be done with its statements, proposals, a second look."""
