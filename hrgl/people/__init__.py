"""Who somebody is and how they come in: accounts, passwords, invitations, sign-ins."""
