"""Charts of the statistics, drawn by another process so that this one stays small."""
