"""Where every statement went, and what every encouragement stands on."""
