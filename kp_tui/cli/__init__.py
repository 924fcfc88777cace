"""The commands of the people who run the place; other programs call them, so they are exact."""
