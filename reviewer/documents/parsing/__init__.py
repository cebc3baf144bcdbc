"""What several formats share, or is pure enough to stand beside one: encodings, dates, web pages, printed lines.

Formats do not import each other; what two of them need is here.
"""
