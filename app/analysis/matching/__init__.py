"""How alike two records are, with reasons in words; it compares descriptions and says nothing about people.

The same letters are folded in every name, whoever bears it: no list of surnames, no origin, no nicknames.
"""
