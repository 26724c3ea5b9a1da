"""``portal serve``: the site as it will be, while it is being written."""
