"""The way into the desk: signing in, the second factor, invitations, and the list of who came in."""
