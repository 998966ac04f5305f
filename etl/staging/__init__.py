"""Takes one source up to the point of publishing: staged rows, marts, checks."""
