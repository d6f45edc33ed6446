"""What a valid fact base says that its sources do not."""
