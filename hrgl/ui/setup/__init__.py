"""The page Setup: the edition, its workshops, people and doors."""
