"""The project: settings, routes, and the door for the web server."""
