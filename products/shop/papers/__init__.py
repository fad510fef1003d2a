"""The buyer's papers: invoice and handover record, as a page to print and as PDF."""
