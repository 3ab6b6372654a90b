"""The closed file of a demand as one PDF, made by the worker."""
