"""The text checked: references, numbers, terms and promises that do not hold.

In: documents. Out: findings. It refuses to change a text.
"""
