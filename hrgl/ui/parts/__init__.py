"""Parts that several pages draw: people's words, tables, charts, links, the line of news."""
