"""The Workspace as an app on a desktop or a home screen."""
