"""What participants send through a link: doors, inputs, and what waits to be read."""
