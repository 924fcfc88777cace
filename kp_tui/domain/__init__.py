"""What is true in social work: the rules, free of screens, stores and libraries."""
