"""What tests share: the program run in several ways, strategies, readers of what sco writes."""
