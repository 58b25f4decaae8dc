"""The views of the interface: each reads its parameters, asks, and hands plain data on."""
