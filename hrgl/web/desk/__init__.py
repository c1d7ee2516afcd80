"""The desk of the page Themes: its rows and its acts, beside what Streamlit sends."""
