"""Accounts: who may sign in, the sessions that they hold, and the devices that they use."""
