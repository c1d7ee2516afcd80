"""The page Encouragements: what it is told, and its acts, beside what Streamlit sends."""
