"""The results of `valider` and `tester`: for people, for programs, for forges."""
