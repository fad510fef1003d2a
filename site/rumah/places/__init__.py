"""Where businesses are: how many in each kecamatan, kept ready so that no page counts them."""
