"""Notes that come in files: read in a process apart, looked at, brought in, taken back."""
