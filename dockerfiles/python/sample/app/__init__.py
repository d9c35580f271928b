"""A service that does nothing but what each must: answer its probes, count, and stop when it is told to."""
