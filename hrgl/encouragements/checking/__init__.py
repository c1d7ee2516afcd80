"""The single checks of a draft: each looks at one thing and says in a sentence what to do."""
