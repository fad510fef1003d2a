"""Finding products: what is indexed of them, the words they use, and what a query means."""
