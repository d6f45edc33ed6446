"""Numbers with qualifiers ("over 70%") as exact intervals, and the change from one level to another."""
