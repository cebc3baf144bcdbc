"""Pure functions on strings: freezing, folding, sentences, finding a quote again. No input, no output.

Positions are Unicode code points everywhere, half open, as Python counts them.
"""
