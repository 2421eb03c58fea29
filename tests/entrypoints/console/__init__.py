"""The console, page by page, as a browser without JavaScript sees it."""
