"""What a project's administrators settle in the Workspace: what it speaks, and by which clock it lives."""
