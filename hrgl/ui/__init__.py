"""The only part that imports streamlit: frame, shell, identity, pieces, charts."""
