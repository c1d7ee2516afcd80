"""The page Notes: the editor, imports, the summary, what participants sent."""
