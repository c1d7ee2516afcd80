"""What the machine would group together, compared with what people decided, and taken over."""
