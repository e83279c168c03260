"""What is done with a link that was mailed: confirming an address, changing it, setting a forgotten password."""
