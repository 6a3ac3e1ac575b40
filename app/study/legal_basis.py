"""What a study with police data rests on; apart, for the first window asks for it and loads no statistics."""

USUAL_BASIS = "§ 476 StPO, § 50 BDSG"
"""Unless something else is said."""
