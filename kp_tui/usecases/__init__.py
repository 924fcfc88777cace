"""What a worker can do: one function, one thing, through one door."""
