"""The checks of `valider` over every situation: guarantees, rules, what never serves."""
