"""A Word document as the Markdown of an article: text, headings, lists, tables, notes, pictures."""
