"""品質: placeholder.

In: nothing. Out: nothing. It refuses everything.
"""
