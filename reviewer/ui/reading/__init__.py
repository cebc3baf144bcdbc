"""Where documents are read: the article view and the page view, and how both paint what is tagged."""
