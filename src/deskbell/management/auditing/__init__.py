"""The audit log as owners read it: their projects' and their own account's."""
