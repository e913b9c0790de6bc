"""Records -> Archive. Only here is the whole corpus in sight."""
