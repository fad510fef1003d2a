"""Labels: what must stand on a package, whether it is all there, and the label itself, ready to print."""
