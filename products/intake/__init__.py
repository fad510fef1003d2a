"""Goods coming in by file: the catalogue importer."""
