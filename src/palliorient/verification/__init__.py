"""Proofs over every situation: what `valider` checks and `comparer` compares."""
