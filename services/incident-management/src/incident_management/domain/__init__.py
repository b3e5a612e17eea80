"""What an incident is and what may happen to it. Pure: facts and the present instant in, decisions out."""
