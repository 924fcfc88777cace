"""The key worker's desk: clients, timed interventions and exact counts, in the terminal."""
