"""Papers: PDF sheets and the codes printed on them."""
