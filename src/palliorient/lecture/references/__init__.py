"""The files checked against one another; one function for one problem."""
