"""The only part that imports streamlit: the shell, parts of pages, a folder for each page."""
