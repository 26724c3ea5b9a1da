"""Be Vietnam Pro, made whole: for browsers, for print and for drawing."""
