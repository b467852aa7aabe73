"""What holds of a coach's group: who may do what, what is shared, what an assignment wants, and what a week showed."""
