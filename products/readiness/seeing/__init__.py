"""What is seen of a business, item by item: plain functions of facts that were read before."""
