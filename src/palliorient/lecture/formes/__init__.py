"""Short forms of the files, unfolded into the long ones that the schemas describe."""
