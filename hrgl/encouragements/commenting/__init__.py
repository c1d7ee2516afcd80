"""The participants' round: drafts shown, comments sent, answered and reacted to."""
