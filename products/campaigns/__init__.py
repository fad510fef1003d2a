"""Short links of a business and how often each is opened, by day; nobody is followed."""
