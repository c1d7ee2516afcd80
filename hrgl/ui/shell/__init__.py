"""What every page stands on: who is looking, asking and acting, fields that stay, the frame."""
