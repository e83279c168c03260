"""The account's security page: how one signs in, where one is signed in, and proving it again."""
