"""Every project, and the installation in numbers."""
