"""Push: what reaches an agent's device while the Workspace is closed there, encrypted for that device alone."""
